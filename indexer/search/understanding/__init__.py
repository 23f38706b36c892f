"""What a question says beside its words: which force, which years, which grade, in which order.

``Searcher`` makes one ``QueryReader`` (``reader.py``) a build and hands it every parsed query. What
the words name becomes filters (``AsRead``), and the rest of the query goes on to the language.
``reader.NAMES`` and ``reader.JUDGEMENTS`` are the tables of what is read; each kind has a module in
``kinds/``, and its words stand in ``understanding.toml``.
"""
