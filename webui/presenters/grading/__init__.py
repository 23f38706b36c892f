"""What is shown of grades? Each force and area, over the years, all forces at once."""
