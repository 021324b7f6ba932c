"""Reprints on our own gold (pairs of articles), and a made set of many mastheads over few originals."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dateline.article.cutting import cut
from dateline.model.article import Article
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.story.copies.reprints import Reprints
from eval.corpora import Json, rows
from eval.gold_matching import share

MASTHEADS, ORIGINALS = 40, 8


def article_of(given: Json, *, name: str) -> Article:
    """Return the one article of a text that is given clean."""
    page = page_of_object({"id": name, "as": "article", **given}, where=name, limits=Limits())
    return cut(page).articles[0]


def score_reprints(path: Path) -> dict[str, float]:
    """Return precision and recall of reprints against independent writing; how many parts are kept apart, and told."""
    told = [(pair["label"], _told(pair)) for pair in rows(path)]
    taken = [label for label, kind in told if kind == "reprint" and label != "partial"]
    whole = [kind for label, kind in told if label == "reprint"]
    parts = [kind for label, kind in told if label == "partial"]
    return {
        "precision": share(taken.count("reprint"), len(taken)),
        "recall": share(whole.count("reprint"), len(whole)),
        "parts_kept_apart": 1 - share(parts.count("reprint"), len(parts)),
        "parts_told": share(parts.count("part"), len(parts)),
    }


def _told(pair: Json) -> str | None:
    """Say what the second article of a pair is to the first."""
    stream = Reprints()
    for side in ("a", "b"):
        article = article_of(pair[side], name=side)
        taken = stream.add(article, day=date.fromisoformat(pair[side]["published"]).toordinal())
    return taken.kind if taken else None


def made_set(path: Path, *, seed: int = 0) -> Iterator[tuple[str, Article, int]]:
    """Yield copies of originals of the gold under many mastheads, cut, moved and added to at random.

    Each is (original, article, day), all of one day; the originals come first, and each masthead prints one of them.
    """
    dice = random.Random(seed)
    wholes = [pair["a"] for pair in rows(path) if pair["case"] == "whole"][:ORIGINALS]
    local = [
        f"The {word} council meets next on {n} May in the old hall, a clerk said." for n, word in enumerate(_TOWNS)
    ]
    for n in range(MASTHEADS):
        given = wholes[n % ORIGINALS]
        text = given["text"] if n < ORIGINALS else _edited(given["text"], local, dice)
        article = article_of({**given, "text": text}, name=f"masthead {n}")
        yield given["title"], article, 0


_TOWNS = ("Aldmoor", "Brenfield", "Carrow", "Dunmere", "Eastley", "Farnholt")


def _edited(text: str, local: Sequence[str], dice: random.Random) -> str:
    """Return a copy as outlets print them: another headline, a paragraph less, two in another order, one added."""
    _, *paragraphs = text.split("\n\n")
    if dice.random() < 0.7:
        del paragraphs[dice.randrange(1, len(paragraphs))]
    at = dice.randrange(1, len(paragraphs) - 1)
    paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]
    if dice.random() < 0.7:
        paragraphs.insert(dice.randrange(1, len(paragraphs)), dice.choice(local))
    return "\n\n".join([f"As printed in edition {dice.randrange(99)}", *paragraphs])


def score_made(path: Path) -> dict[str, float]:
    """Return how many of the mastheads are told to be independent, as a share of how many are, either way up."""
    stream, independent, right = Reprints(), 0, 0
    first: dict[str, str] = {}
    for title, article, day in made_set(path):
        taken = stream.add(article, day=day, name=article.page)
        same = taken is not None and taken.kind == "reprint"
        independent += not same
        right += taken is not None and same and taken.reprint.original == first.get(title)
        first.setdefault(title, article.page)
    fewer, more = sorted((independent, ORIGINALS))
    return {"made_independent": fewer / more, "made_original": share(right, MASTHEADS - ORIGINALS)}
