"""What do templates show? Values made of an answer: sentences, tables, outlines, citations.

No presenter reads a query string or serves an address; pages, API and exports ask them.
"""
