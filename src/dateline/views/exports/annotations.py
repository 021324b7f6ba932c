"""W3C Web Annotation: a fact an annotation, its words selected by place and by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.model.codec import to_json
from dateline.model.span import Evidence
from dateline.model.statement import Statement
from dateline.store import StoredArticle
from dateline.views.exports.about import About
from dateline.views.exports.streams import array, dumps

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after the words, by which they are found again in a text that has changed."""
_MOTIVATIONS = {"entity": "identifying", "mention": "identifying", "place": "identifying", "event": "classifying",
                "relation": "classifying"}  # fmt: skip
_NOT_SAID = {"article", "evidence", "origin", "confidence", "reason"}

Annotated = tuple[StoredArticle, Sequence[Statement]]
"""An article and those of its statements that are wanted."""


def write_annotations(batches: Iterable[Sequence[Annotated]], about: About) -> Iterator[bytes]:
    """Yield an AnnotationPage of the facts of articles."""
    head = {
        "@context": CONTEXT,
        "id": about.link(about.path) or about.id,
        "type": "AnnotationPage",
        "partOf": {"id": about.id, "type": "AnnotationCollection", "label": about.title},
        "startIndex": 0,
    }
    yield from array(head, "items", ([annotation(s, a, about) for a, said in b for s in said] for b in batches))


def annotation(statement: Statement, stored: StoredArticle, about: About) -> dict[str, Any]:
    """Return the annotation of a fact."""
    article = stored.article
    said = {k: v for k, v in to_json(statement).items() if k not in _NOT_SAID}
    targets = [_target(e, stored, about) for e in statement.evidence if e.text_id == article.text.id]
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": statement.kind},
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": dumps(said)},
    ]
    if statement.reason:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": statement.reason})
    return {
        "id": f"urn:dateline:statement:{statement.id}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(statement.kind, "describing"),
        "created": stored.first_seen.isoformat(),
        "generator": {"id": f"urn:dateline:version:{about.version}", "type": "Software", "name": "Dateline"},
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(evidence: Evidence, stored: StoredArticle, about: About) -> dict[str, Any]:
    """Return the words of a fact: where they stand (code points of the article's text), and what they are."""
    text, span = stored.article.text.content, evidence.span
    quote = {"type": "TextQuoteSelector", "exact": evidence.exact}
    # What stands around many facts is most of the text: where that is not wanted, the place says it as well.
    if about.text is not False:
        quote["prefix"] = text[max(0, span.start - _AROUND) : span.start]
        quote["suffix"] = text[span.end : span.end + _AROUND]
    return {
        "type": "SpecificResource",
        "source": about.link(f"/article/{stored.article.id}") or f"urn:dateline:article:{stored.article.id}",
        "selector": [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, quote],
    }
