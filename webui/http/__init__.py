"""What does every answer pass? Caching, compression, headers, errors, and the fixed addresses."""
