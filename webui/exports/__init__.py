"""What can be taken away? Spreadsheets, JSON, feed, references, and the reports as published."""
