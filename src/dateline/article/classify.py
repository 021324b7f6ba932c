"""Which rows of a page are article and which furniture: a sum of readable features a row, smoothed along the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from dateline.article.features import Features, features_of
from dateline.article.glue import cut_glued
from dateline.article.rows import Row, Sheet
from dateline.model.article import DropRole

_HINTED: Final[tuple[tuple[str, DropRole], ...]] = (
    ("hint comment", "comment"),
    ("hint newsletter", "newsletter"),
    ("hint share", "share"),
    ("hint advertisement", "advertisement"),
    ("hint legal", "legal"),
    ("hint related", "related"),
    ("hint navigation", "navigation"),
    ("hint footer", "navigation"),
    ("hint header", "navigation"),
)
_HINT_NAMES: Final = frozenset(name for name, _ in _HINTED)


class Judged(NamedTuple):
    """A row and what was found of it.

    Attributes:
        row: The row.
        score: Above 0 for article, below for furniture; the sum of its features' weights.
        prose: How many characters of prose it is.
        furniture: What kind of furniture it is, should it be any.
        fixed: Whether that is certain whatever stands around it.
        features: What the score was summed from.
    """

    row: Row
    score: float
    prose: int
    furniture: DropRole
    fixed: bool
    features: Features

    def has(self, feature: str) -> bool:
        """Say whether a feature was found on the row."""
        return any(name == feature for name, _ in self.features)

    def why(self, *, markup: bool) -> str:
        """Return what weighed most, for a person to read."""
        weights = _weights()["markup" if markup else "flat"]
        parts = sorted(((weights.get(k, 0.0) * v, k) for k, v in self.features), key=lambda p: -abs(p[0]))
        return f"{self.score:+.1f}: " + ", ".join(f"{k} {v:+.1f}" for v, k in parts[:4])


def judge(sheet: Sheet) -> list[Judged]:
    """Judge every row of a page, furniture glued into paragraphs cut out first."""
    pieces = list(cut_glued(sheet.rows))
    rows = [piece.row for piece in pieces]
    shapes, features = features_of(sheet, rows)
    weights = _weights()["markup" if sheet.markup else "flat"]
    bias = weights["bias"]
    out = []
    menus: dict[float, float] = {}
    for (row, role), shape, found in zip(pieces, shapes, features, strict=True):
        score = menus.get(found[0][1]) if shape.menu else None
        if score is None:
            score = bias + sum([weights.get(name, 0.0) * value for name, value in found])
            if shape.menu:
                menus[found[0][1]] = score
        kind = role or shape.furniture or ("navigation" if shape.menu else _hinted(found))
        out.append(Judged(row, score, 0 if role else shape.prose, kind, role is not None, found))
    return out


def _hinted(features: Features) -> DropRole:
    names = {name for name, _ in features}
    if not _HINT_NAMES.isdisjoint(names):
        return next(role for name, role in _HINTED if name in names)
    return "navigation" if "all link" in names else "other"


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(files("dateline.models").joinpath("article-rows.json").read_text())
    return found


def smooth(scores: Sequence[float | None], *, switch: float) -> list[bool]:
    """Say of each row whether it is article: the best sum of scores where every change between the two costs `switch`.

    Args:
        scores: A score a row, above 0 for article; None for rows that are furniture whatever stands around them.
        switch: What a change from article to furniture or back costs.
    """
    inside, outside = -switch / 2, 0.0
    back: list[tuple[bool, bool]] = []
    for score in scores:
        if score is None:
            continue
        back.append((inside >= outside - switch, outside >= inside - switch))
        gain = score / 2
        inside, outside = max(inside, outside - switch) + gain, max(outside, inside - switch) - gain
    kept = iter(_walk_back(back, inside > outside))
    return [score is not None and next(kept) for score in scores]


def _walk_back(back: list[tuple[bool, bool]], state: bool) -> list[bool]:
    out = []
    for stays_in, stays_out in reversed(back):
        out.append(state)
        state = stays_in if state else not stays_out
    out.reverse()
    return out
