"""What a report says of itself: title, force, place, series, who inspected, when it was published.

``matter.front_matter`` is the door: from the lines of a source to facts, each with the place where
it was read. ``cover`` finds the front of a report; ``title``, ``force``, ``series``
(and the place), ``inspectorates``, ``publication``, ``imprint`` and ``visit`` each read one kind
of fact from it; ``forces`` knows how names are printed.
"""
