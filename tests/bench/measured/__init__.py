"""What is measured, in processes of their own; the figures as tables, and what is promised."""
