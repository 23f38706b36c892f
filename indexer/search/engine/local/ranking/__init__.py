"""In which order findings are listed: by words, by meaning, by date."""
