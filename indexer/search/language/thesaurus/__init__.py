"""What is written of words and set phrases: acronyms, synonyms, plain words, filler words.

``lexicon`` reads the files, ``expansion`` finds what else is searched for.
"""
