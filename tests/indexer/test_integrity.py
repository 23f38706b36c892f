"""Each file of the corpus is compared with the checksum that it had."""

from __future__ import annotations

from pathlib import Path

from indexer.integrity import verify_corpus
from indexer.reports.corpus.folder import Corpus
from tests.indexer import somerton


def test_every_report_is_sound_damaged_or_unknown(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    for force in ("Ashford", "Somerton", "Westshire"):
        file = tmp_path / f"{force}.txt"
        file.write_text(somerton.text(force=force))
        corpus.add(file)
    (corpus.folder / "by-hand.txt").write_text(somerton.text(force="Loose"))
    (corpus.folder / "ashford-2007-10" / "report.txt").write_text("")
    (corpus.folder / "westshire-2007-10" / "report.txt").unlink()
    found = verify_corpus(corpus.folder)
    assert (found.sound, found.unknown) == (("somerton-2007-10",), ("by-hand",))
    assert {name: why.split(".txt")[1][:21] for name, why in found.damaged} == {
        "ashford-2007-10": " of ashford-2007-10 i",
        "westshire-2007-10": " of westshire-2007-10",
    }
    assert "cannot be read (No such file" in dict(found.damaged)["westshire-2007-10"]
