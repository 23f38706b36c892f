"""What is shown of the register? What is asked of it (``asked``), and its rows (``listing``)."""
