"""What do people see? One module for each page, as in ``templates/pages``.

Each has a blueprint, which ``create_app`` registers: it reads the query string with ``params``,
asks the archive, has presenters make what is shown, and fills its template.
"""
