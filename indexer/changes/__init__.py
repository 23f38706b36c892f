"""How the corpus is changed: by a command, in the browser, or by dropping a file into a folder."""
