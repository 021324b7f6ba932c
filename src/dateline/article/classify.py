"""Which rows of a page are article and which furniture: a sum of readable features a row, smoothed along the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from dateline.article.again import look_again
from dateline.article.features import Features, Shape, features_of
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
Weights = Mapping[str, Mapping[str, float]]

_HINT_NAMES: Final = frozenset(name for name, _ in _HINTED)
_USUAL: Final = 2.0
_HIGHEST: Final = 4.0
_HEADING: Final = 60
_NOT_LIFTED: Final = frozenset(
    f"hint {name}"
    for name in ("comment", "legal", "related", "newsletter", "footer", "navigation", "side", "advertisement")
)


class Judged(NamedTuple):
    """A row and what was found of it.

    Attributes:
        row: The row.
        score: Above 0 for article, below for furniture; the sum of its features' weights.
        prose: How many characters of prose it is.
        furniture: What kind of furniture it is, should it be any.
        fixed: Whether that is certain whatever stands around it.
        features: What the score was summed from.
        aside: Whether it tells of its writer, its outlet or a picture.
    """

    row: Row
    score: float
    prose: int
    furniture: DropRole
    fixed: bool
    features: Features
    aside: bool = False

    def has(self, feature: str) -> bool:
        """Say whether a feature was found on the row."""
        for name, _ in self.features:  # noqa: SIM110  (a generator takes twice as long, and this is asked a lot)
            if name == feature:
                return True
        return False

    def why(self, *, markup: bool) -> str:
        """Return what weighed most, for a person to read."""
        kind = "markup" if markup else "flat"
        weights = _weights().get(f"{kind} again") or _weights()[kind]
        parts = sorted(((weights.get(k, 0.0) * v, k) for k, v in self.features), key=lambda p: -abs(p[0]))
        return f"{self.score:+.1f}: " + ", ".join(f"{k} {v:+.1f}" for v, k in parts[:4])


def judge(sheet: Sheet, *, weights: Weights | None = None) -> list[Judged]:
    """Judge every row of a page, furniture glued into paragraphs cut out first.

    Args:
        sheet: The page laid flat.
        weights: What each feature weighs, by the kind of page and look; if None, what is shipped.
    """
    pieces = list(cut_glued(sheet.rows))
    rows = [piece.row for piece in pieces]
    shapes, features = features_of(sheet, rows)
    table, kind = weights or _weights(), "markup" if sheet.markup else "flat"
    scores = _scores(table[kind], shapes, features)
    again = table.get(f"{kind} again")
    if again:
        features = [found + more for found, more in zip(features, look_again(rows, scores), strict=True)]
        seen = _scores(again, shapes, features)
        held = _held_back(rows, shapes)
        scores = [min(one, other) if h else other for one, other, h in zip(scores, seen, held, strict=True)]
    out = []
    for (row, role), shape, found, score in zip(pieces, shapes, features, scores, strict=True):
        what = role or shape.furniture or ("navigation" if shape.menu else _hinted(found))
        out.append(Judged(row, score, 0 if role else shape.prose, what, role is not None, found, shape.aside))
    return lifted(out) if sheet.markup else out


def _scores(weights: Mapping[str, float], shapes: Sequence[Shape], features: Sequence[Features]) -> list[float]:
    """Return the rows' scores; those of menus, which are most of a page's rows, are told by their words alone."""
    bias = weights["bias"]
    menus: dict[float, float] = {}
    out = []
    for shape, found in zip(shapes, features, strict=True):
        score = menus.get(found[0][1]) if shape.menu else None
        if score is None:
            score = bias + sum([weights.get(name, 0.0) * value for name, value in found])
            if shape.menu:
                menus[found[0][1]] = score
        out.append(score)
    return out


def _held_back(rows: Sequence[Row], shapes: Sequence[Shape]) -> list[bool]:
    """Say of each row whether what stands around it may speak against it alone: furniture stands amid stories, too.

    That is what says so itself, and the lines of a list of other stories, under its heading.
    """
    out = []
    listed = False
    for row, shape in zip(rows, shapes, strict=True):
        heads = shape.furniture == "related" and len(row.text) < _HEADING
        listed = heads or (listed and not shape.prose and not row.text.endswith((".", "!", "”", '"')))
        out.append(listed or shape.furniture is not None)
    return out


def lifted(judged: list[Judged]) -> list[Judged]:
    """Raise the rows of the main element where the template speaks against all of them alike.

    What counts there is how a row stands to the others: half the main element's prose gets the score it has on most
    pages, and what stands beside it there rises with it, but for links and what is called furniture.

    Args:
        judged: The rows of a page with markup.
    """
    lift = min(_HIGHEST, _USUAL - _middle([(j.score, j.prose) for j in judged if j.prose and j.has("in main")]))
    return [_raised(j, lift) for j in judged] if lift > 0 else judged


def _raised(j: Judged, lift: float) -> Judged:
    by = lift * (1 - j.row.links / len(j.row.text))
    if by <= 0:
        return j
    names = {name for name, _ in j.features}
    if "in main" not in names or not _NOT_LIFTED.isdisjoint(names):
        return j
    return j._replace(score=j.score + by, features=[*j.features, ("lifted with the page", by)])


def _middle(weighed: list[tuple[float, int]]) -> float:
    """Return the weighted median of scores."""
    half, seen = sum(w for _, w in weighed) / 2, 0
    for score, weight in sorted(weighed, reverse=True):
        seen += weight
        if seen >= half:
            return score
    return _USUAL


def called_furniture(j: Judged) -> bool:
    """Say whether the markup calls a row's surroundings furniture."""
    return not _NOT_LIFTED.isdisjoint([name for name, _ in j.features])


def _hinted(features: Features) -> DropRole:
    names = [name for name, _ in features]
    if not _HINT_NAMES.isdisjoint(names):
        return next(role for name, role in _HINTED if name in names)
    return "navigation" if "all link" in names else "other"


@cache
def _weights() -> Weights:
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
