"""Our own codes of the corpora's texts (training/annotated): where each stands and what it is, without text."""

from __future__ import annotations

import hashlib
import json
import re
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
    """Say whether a passage's names or attributions are measured on and never learned from: an eighth of all."""
    return digest(text)[0] in "01"


def joined(text: str) -> str:
    """Return a text without the blanks that a tokenizer put around its marks: it is to be read as news is printed.

    Straight quotation marks, and the two strokes that some tokenizers make of them, stay as they are: they do not tell
    which words they belong to.
    """
    for pattern, instead in _BLANKS:
        text = pattern.sub(instead, text)
    return text


_BLANKS = (
    (re.compile(r" ([,.;:!?%)\]”’]|['’]s\b|n't\b|'(?:re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[“‘$]) "), r"\1"),
    (re.compile(r"(?<=\w['’]) (?=(?:s|t|re|ve|ll|d|m)\b)"), ""),
)


def annotated(corpora: Path, kind: str, *, folder: Path = FOLDER) -> Iterator[tuple[Json, Json]]:
    """Yield (row, gold) for every coded text, as the `-train` corpora have them; spans count from its begin.

    Args:
        corpora: The folder of the corpora.
        kind: What was coded: "events" (of sentences), "names" or "quotes" (of passages).
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
            whole = row["text"] if row else ""
            text = (joined(whole) if x.get("joined") else whole)[x["start"] : x["end"]]
            if row is None or digest(text) != x["digest"]:
                raise ValueError(f"{where}: the text that was coded does not stand at {x['start']}")
            name = f"{part}-{x['row']}-{x['start']}"
            gold = {kind: [_EMPTY | event for event in x[kind]] if kind == "events" else x[kind]}
            yield {"id": name, "as": "article", "text": text, "published": row.get("published")}, {"id": name} | gold
