"""Our own codes of the corpora's texts (training/annotated): where each stands, and its events or names; no text."""

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


def is_held_out(text: str) -> bool:
    """Say whether a passage's names are measured on and never learned from: an eighth of all."""
    return digest(text)[0] in "01"


def annotated(corpora: Path, kind: str, *, folder: Path = FOLDER) -> Iterator[tuple[Json, Json]]:
    """Yield (row, gold) for every coded text, as `coded-train` and `names-train` have them; spans count from its begin.

    Args:
        corpora: The folder of the corpora.
        kind: What was coded: "events" (of sentences) or "names" (of passages).
        folder: Where the codes lie.

    Raises:
        ValueError: What stands at a place is not the text that was coded; the message names file, corpus and row.
    """
    path = folder / f"{kind}.jsonl"
    coded = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    for part in sorted({x["part"] for x in coded}):
        given = {row["id"]: row for row in rows(corpora / f"{part}.input.jsonl.gz")}
        for x in (x for x in coded if x["part"] == part):
            where, row = f"{path.name}: {part} {x['row']}", given.get(x["row"])
            text = row["text"][x["start"] : x["end"]] if row else ""
            if row is None or digest(text) != x["digest"]:
                raise ValueError(f"{where}: the text that was coded does not stand at {x['start']}")
            name = f"{part}-{x['row']}-{x['start']}"
            gold = {"names": x["names"]} if kind == "names" else {"events": [_EMPTY | event for event in x["events"]]}
            yield {"id": name, "as": "article", "text": text, "published": row.get("published")}, {"id": name} | gold
