"""Who speaks in a text, read by rules: each source's words with the name it was found to have."""

from __future__ import annotations

from dateline.record.read import read
from tests.record.readings import article_of


def voices(*paragraphs: str, headline: str | None = None) -> list[tuple[str | None, str | None]]:
    """Return the words of each source and the label of who speaks, in the order of the text; None for none."""
    record = read(article_of(*paragraphs, headline=headline))
    labels: dict[str | None, str] = {e.key: e.label for e in record.entities}
    text = record.article.text.content
    return [(q.source.of(text) if q.source else None, labels.get(q.speaker)) for q in record.quotes]


def voice_of(source: str, *paragraphs: str, headline: str | None = None) -> str | None:
    """Return who speaks where the source has these words, the last of them if several do."""
    found = [label for words, label in voices(*paragraphs, headline=headline) if words == source]
    assert found, f"no source {source!r}"
    return found[-1]
