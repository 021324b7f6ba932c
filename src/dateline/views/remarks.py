"""Judgements as W3C Web Annotations: what a person wrote or decided of a stretch of text, or of a page of the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.model.review import judged_of, undone
from dateline.model.story import Judgement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = {"note": "commenting", "correct": "editing", "accept": "assessing", "reject": "assessing"}


def remarks(judgements: Sequence[Judgement], *, base: str) -> dict[str, Any]:
    """Return the judgements and notes that were not undone as an AnnotationPage.

    Args:
        judgements: In the order of time.
        base: The address of the desk, without a slash at its end; empty where there is none.
    """
    gone = undone(judgements)
    items = [_annotation(j, base) for j in judgements if j.verdict in _MOTIVATIONS and j.id not in gone]
    id_ = f"{base}/review/annotations.jsonld" if base else "urn:dateline:judgements"
    return {"@context": CONTEXT, "id": id_, "type": "AnnotationPage", "items": items}


def _annotation(judgement: Judgement, base: str) -> dict[str, Any]:
    return {
        "id": f"urn:dateline:judgement:{judgement.id}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[judgement.verdict],
        "creator": {"type": "Person", "name": judgement.by},
        "created": judgement.at.isoformat(),
        "body": _bodies(judgement),
        "target": _target(judgement, base),
    }


def _bodies(judgement: Judgement) -> list[dict[str, Any]]:
    """Return what was decided, what it was corrected to, and what was written."""
    bodies: list[dict[str, Any]] = []
    then = judged_of(judgement)
    if judgement.verdict != "note":
        bodies.append({"type": "TextualBody", "purpose": "assessing", "value": judgement.verdict})
    if then is not None and then.fields:
        said = json.dumps(then.fields, ensure_ascii=False)
        bodies.append({"type": "TextualBody", "purpose": "editing", "format": "application/json", "value": said})
    if judgement.note:
        note = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": judgement.note}
        bodies.append(note)
    return bodies


def _target(judgement: Judgement, base: str) -> Any:
    """Return the words a fact was read from, or the page of what else it is about."""
    then = judged_of(judgement)
    if then is None:
        kind = json.loads(judgement.value or "{}").get("kind", "story")
        page = {"article": "article", "story": "story", "identity": "who"}.get(kind, "review/event")
        return f"{base}/{page}/{judgement.target}" if base else f"urn:dateline:{kind}:{judgement.target}"
    article = then.statement.article
    targets = [
        {
            "type": "SpecificResource",
            "source": f"{base}/article/{article}" if base else f"urn:dateline:article:{article}",
            "selector": [
                {"type": "TextPositionSelector", "start": e.span.start, "end": e.span.end},
                {"type": "TextQuoteSelector", "exact": e.exact},
            ],
        }
        for e in then.statement.evidence
    ]
    return targets[0] if len(targets) == 1 else targets
