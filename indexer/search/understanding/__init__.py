"""What a question says beside its words: which force, which years, which grade, in which order.

``Searcher`` makes one ``QueryReader`` (``reader.py``) a build and hands it every parsed query. What
the words name becomes filters (``AsRead``), and the rest of the query goes on to the language.
``reader.KINDS`` is the table of what is read; each kind has a module, and its words stand in
``understanding.toml``.
"""
