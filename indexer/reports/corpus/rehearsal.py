"""A report is read once before processes are forked that read one.

Each of them read the word lists and compiled their patterns anew: 75 of the 260 ms of work that a
report of 30 pages took. Their server imports this module (``processes.workers``), which reads an
invented report; so they have all of that from the beginning, and in one copy.
"""

from __future__ import annotations

from pathlib import Path

from indexer.reports.corpus import reading as reading
from indexer.reports.pipeline import read_report

#: What was understood of it; nobody looks at it.
READ = read_report(Path(__file__).with_suffix(".txt"))
