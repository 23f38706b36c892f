"""The months' names, for whatever reads dates out of reports or writes them for people."""

from __future__ import annotations

#: January first, as they are printed.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
