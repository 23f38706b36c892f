"""Vectors for findings that were made: to work out 100,000 takes half an hour of a core.

``felt`` asks questions with meaning of a copy of an index that has them. Each is put together of
those of three real texts, so that they lie as near each other, and to questions, as real ones do.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np

from indexer.index import builds
from indexer.index.meaning import encoder, vectors
from tests.bench.invented.reports import report

#: So many texts are read, of which each vector is put together of a few.
_READ, _TOGETHER = 96, 3


def with_meaning(index: Path, folder: Path) -> None:
    """The index once more in ``folder``, its files linked, with vectors. Raises NoModel."""
    model = encoder.name()
    shutil.copytree(index, folder, copy_function=os.link)
    build = builds.candidates(folder)[0]
    encoder.unfold(build.models)
    one = encoder.load(build.models)
    read = np.array([one.encode(finding.text) for finding in report(0).findings[:_READ]])
    dice = np.random.default_rng(0)
    size = sum(part.size for part in build.parts)
    weights = dice.dirichlet(np.ones(_TOGETHER), size).astype(np.float32)
    made = np.zeros((size, encoder.WIDTH), dtype=np.float32)
    for part in range(_TOGETHER):
        made += weights[:, part, None] * read[dice.integers(len(read), size=size)]
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    build.vectors.mkdir(exist_ok=True)
    np.save(build.vectors / f"{model}.npy", vectors.packed(made))
