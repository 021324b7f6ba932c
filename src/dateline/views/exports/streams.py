"""JSON that is written while it is read: lines, and an object with one long array in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.views.exports.about import About, Row


def dumps(value: Any) -> str:
    """Return JSON on one line, in letters rather than escapes."""
    return json.dumps(value, ensure_ascii=False)


def json_lines(batches: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[bytes]:
    """Yield JSON Lines."""
    for batch in batches:
        yield "".join(f"{dumps(row)}\n" for row in batch).encode()


def write_jsonl(batches: Iterable[Sequence[Row]], about: About) -> Iterator[bytes]:
    """Yield rows as JSON Lines."""
    bare = about.text is False
    yield from json_lines([{k: v for k, v in r.items() if not (bare and k == "text")} for r in b] for b in batches)


def array(head: Mapping[str, Any], name: str, batches: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield an object: what `head` holds, and an array of that name."""
    yield f"{dumps(head)[:-1]}, {dumps(name)}: [".encode()
    between = "\n"
    for batch in batches:
        if batch:
            yield (between + ",\n".join(map(dumps, batch))).encode()
            between = ",\n"
    yield b"\n]}\n"
