"""Judgements as files: JSON Lines, CSV, and W3C Web Annotation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.errors import BadInput
from dateline.model.story import Judgement
from dateline.story.coding import COLUMNS, coded_rows
from dateline.views.exports.tables import lines
from dateline.views.remarks import remarks


def judgement_file(judgements: Sequence[Judgement], format: str, *, base: str = "") -> Iterator[bytes]:
    """Return judgements as a file, piece by piece.

    Args:
        judgements: All of them, in the order of time.
        format: jsonl, csv or annotations.
        base: The address of the desk; annotations name what they are about by it.

    Raises:
        BadInput: If they are not written in that format.
    """
    if format not in WRITERS:
        raise BadInput(f"judgements are written as {', '.join(WRITERS)}, not as {format}")
    return WRITERS[format](judgements, base)


def _json_lines(judgements: Sequence[Judgement], _base: str) -> Iterator[bytes]:
    for row in coded_rows(judgements):
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def _table(judgements: Sequence[Judgement], _base: str) -> Iterator[bytes]:
    yield lines([COLUMNS])
    for row in coded_rows(judgements):
        yield lines([[row[name] for name in COLUMNS]])


def _annotations(judgements: Sequence[Judgement], base: str) -> Iterator[bytes]:
    yield (json.dumps(remarks(judgements, base=base), ensure_ascii=False) + "\n").encode()


WRITERS: Mapping[str, Callable[[Sequence[Judgement], str], Iterator[bytes]]] = {
    "jsonl": _json_lines,
    "csv": _table,
    "annotations": _annotations,
}
