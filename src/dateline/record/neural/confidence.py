"""Scores to confidence: how often statements with such a score were right on the development parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.record.reading import RawFacts

Curve = tuple[tuple[float, ...], tuple[float, ...]]
Curves = Mapping[str, Curve]
FILE = "reader-confidence.json"


def load_curves(folder: Path) -> Curves:
    """Return the curve of each kind of statement, scores and confidences; none where the weights have none beside them.

    Args:
        folder: Where the weights lie.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    table = json.loads(path.read_text("utf8"))["curves"]
    return {kind: (tuple(x for x, _ in points), tuple(y for _, y in points)) for kind, points in table.items()}


def confidence(curves: Curves, kind: str, score: float) -> float:
    """Return the confidence that a score stands for (straight lines between the points of the curve)."""
    if kind not in curves:
        return score
    scores, values = curves[kind]
    return round(float(np.interp(score, scores, values)), 3)


def calibrated(raw: RawFacts, curves: Curves) -> RawFacts:
    """Return raw facts whose scores are confidences."""
    return replace(
        raw,
        names=tuple(replace(n, score=confidence(curves, "names", n.score)) for n in raw.names),
        attributions=tuple(replace(a, score=confidence(curves, "quotes", a.score)) for a in raw.attributions),
        events=tuple(replace(e, score=confidence(curves, "events", e.score)) for e in raw.events),
    )


def surer(raw: RawFacts, least: float) -> RawFacts:
    """Return raw facts without those of less confidence than a bound."""
    return replace(
        raw,
        names=tuple(n for n in raw.names if n.score >= least),
        attributions=tuple(a for a in raw.attributions if a.score >= least),
        events=tuple(e for e in raw.events if e.score >= least),
    )
