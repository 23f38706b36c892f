"""Teach the model of questions: python tests/relevance/teaching/teach.py INDEX taught.npz

INDEX holds the reports that ``questions.jsonl`` names findings of, ranked by meaning. README.md
beside this file says whence they come. Vectors of findings stay as they are: only how questions are
read is learned, so that each is nearer to the finding that it was written for than to any other
that is not much like it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from indexer.index import builds
from indexer.index.meaning import encoder, vectors
from tests.relevance.teaching.model import Learner

QUESTIONS = Path(__file__).with_name("questions.jsonl")
ROUNDS, AT_ONCE, RATE, DECAY, TEMPERATURE = 3, 32, 7e-4, 0.01, 0.05
#: How much it counts that a question is as near to all findings together, and they as spread, as
#: before. Without it all cosines fall, meaning counts more beside words, and lists end sooner.
CALM = 100
#: Findings whose cosine is above this may answer as well, and are no mistake.
ALIKE = 0.6
#: How many of the questions of a finding are learned from, and the share of short searches.
OF_EACH, SHORT = 1, 0.5


class Lesson(NamedTuple):
    """What is asked, how it was read before, and the number of the finding that is wanted."""

    asked: str
    before: encoder.Vector
    doc: int


def lessons(documents: dict[str, int]) -> Iterator[Lesson]:
    """All that is learned from, as far as its findings are there."""
    published = encoder.load()
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        doc = documents.get(entry["id"])
        if doc is not None and not entry["aside"]:
            short = [entry["search"]] if random.random() < SHORT else []
            for asked in (*entry["questions"][:OF_EACH], *short):
                yield Lesson(asked, published.encode(asked), doc)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("taught", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of what was learned that is kept")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    build = builds.candidates(arguments.index)[0]
    rows = vectors.read(build)
    known = torch.from_numpy(rows["direction"] / np.maximum(rows["length"], 1)[:, None]).float()
    learned = list(lessons(_documents(build)))
    print(f"{len(learned)} questions and searches over {len(known)} findings")
    learner = Learner()
    for done in _rounds(learner, learned, known):
        learner.save(arguments.taught, arguments.share)
        print(done, flush=True)


def _documents(build: builds.Build) -> dict[str, int]:
    """The number of each finding by its id."""
    found: dict[str, int] = {}
    for report, place in vectors._places(build):
        ids = (finding["id"] for finding in build.read_report(report)["findings"])
        found.update({name: place.start + number for number, name in enumerate(ids)})
    return found


def _rounds(learner: Learner, learned: list[Lesson], known: Tensor) -> Iterator[str]:
    """Learn from everything several times, and tell after each how far it is from right."""
    optimizer = torch.optim.AdamW(learner.learned.parameters(), lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * math.ceil(len(learned) / AT_ONCE)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), (steps - step) / (0.9 * steps))
    )
    learner.train()
    for number in range(1, ROUNDS + 1):
        random.shuffle(learned)
        lost = 0.0
        for start in range(0, len(learned), AT_ONCE):
            loss = _loss(learner, learned[start : start + AT_ONCE], known)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learner.learned.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            rates.step()
            lost += loss.item() * ROUNDS / steps
        yield f"round {number} of {ROUNDS}: {lost:.3f}"


def _loss(learner: Learner, some: list[Lesson], known: Tensor) -> Tensor:
    """How far other findings are nearer, but for those that are much like the one wanted."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        asked = learner([lesson.asked for lesson in some])
    wanted = torch.tensor([lesson.doc for lesson in some])
    alike = known[wanted] @ known.T > ALIKE
    alike[torch.arange(len(some)), wanted] = False
    near = asked.float() @ known.T
    missed = functional.cross_entropy((near / TEMPERATURE).masked_fill(alike, -1e4), wanted)
    was = torch.from_numpy(np.array([lesson.before for lesson in some])) @ known.T
    moved = (near.mean(1) - was.mean(1)) ** 2 + (near.std(1) - was.std(1)) ** 2
    return missed + CALM * moved.mean()


if __name__ == "__main__":
    main()
