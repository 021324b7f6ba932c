"""Our own codes of the corpora's sentences (training/annotated): where each stands, and its events; no text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.corpora import rows

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "annotated"
_DIGITS = 8
"""So much of a sentence's digest tells another text from it."""

_EMPTY: Json = {"mode": None, "actors": [], "recipients": [], "place": None, "date": None, "said_by": None}
"""What an event is that says nothing of these."""


def digest(sentence: str) -> str:
    """Return what a sentence is known by without its words."""
    return hashlib.sha256(sentence.encode("utf8")).hexdigest()[:_DIGITS]


def annotated(corpora: Path, *, folder: Path = FOLDER) -> Iterator[tuple[Json, Json]]:
    """Yield (row, gold) for every coded sentence, as `coded-train` has them; spans count from where it begins.

    Args:
        corpora: The folder of the corpora.
        folder: Where the codes lie.

    Raises:
        ValueError: What stands at a place is not the sentence that was coded; the message names file, corpus and row.
    """
    for path in sorted(folder.glob("*.jsonl")):
        coded = [json.loads(line) for line in path.read_text("utf8").splitlines()]
        for part in sorted({x["part"] for x in coded}):
            given = {row["id"]: row for row in rows(corpora / f"{part}.input.jsonl.gz")}
            for x in (x for x in coded if x["part"] == part):
                where, row = f"{path.name}: {part} {x['row']}", given.get(x["row"])
                sentence = row["text"][x["start"] : x["end"]] if row else ""
                if row is None or digest(sentence) != x["digest"]:
                    raise ValueError(f"{where}: the sentence that was coded does not stand at {x['start']}")
                name = f"{part}-{x['row']}-{x['start']}"
                yield (
                    {"id": name, "as": "article", "text": sentence, "published": row.get("published")},
                    {"id": name, "events": [_EMPTY | event for event in x["events"]]},
                )
