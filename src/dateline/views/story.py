"""The context of a story: what is known, the figures, the quotes, who and where, and when."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.store import Store, StoredArticle
from dateline.store.lists import ArticleRow
from dateline.views.changes import last_change
from dateline.views.contexts import FactLine, Snippet, StoryPage, TimeLine
from dateline.views.facts import Fact, facts_of, short
from dateline.views.listing import snippet, story_line
from dateline.views.reader import versions
from dateline.views.words import Mark, clipped, day, direction, language_tag, moment, sentence_around

_LONGEST_SENTENCE = 420
_KNOWN_SENTENCES = 3


def story_page(store: Store, id: str) -> StoryPage:
    """Return a story with the facts of its newest version.

    Raises:
        NotFound: If the store does not hold it.
    """
    named, ids = store.story(id)
    story = store.versions(ids[0])
    head = store.article(story[0].id)
    row = store.row(head.article.id)
    facts = facts_of(head.record)

    other = {short(f) for f in head.record.figures if f.measure in (None, "other")}
    indirect = {short(q) for q in head.record.quotes if q.manner == "indirect"}

    def lines(kind: str) -> tuple[FactLine, ...]:
        return tuple(_line(f, head, row) for f in facts if f.kind == kind)

    return StoryPage(
        id=named,
        line=story_line(row, story=named),
        known=tuple(_known(head, row)),
        figures=tuple(line for line in lines("figure") if line.id not in other),
        other_figures=tuple(line for line in lines("figure") if line.id in other),
        quotes=tuple(sorted(lines("quote"), key=lambda line: line.id in indirect)),
        names=lines("name"),
        places=_once(lines("place")),
        timeline=tuple(sorted(_timeline(head.record, head), key=lambda t: t.at)),
        versions=versions(story, shown=head.article.id),
        changed=last_change(store, story, head),
    )


def _line(fact: Fact, stored: StoredArticle, row: ArticleRow) -> FactLine:
    article = stored.article
    return FactLine(
        id=fact.id,
        kind=fact.kind,
        title=fact.title,
        words=fact.words,
        notes=fact.notes,
        reason=fact.reason,
        url=f"/article/{article.id}?fact={fact.id}#f-{fact.id}",
        article=article.id,
        outlet=outlet(stored),
        lang=language_tag(article.language),
        dir=direction(article.language),
        sentence=_sentence(fact, stored, row) if fact.kind in ("figure", "event") else None,
    )


def outlet(stored: StoredArticle) -> str:
    """Return who tells it: the outlet, the agency, the site, or the page's name."""
    article = stored.article
    cited = article.publisher or article.agency or article.aggregator
    return cited.value if cited else stored.page_url or article.page


def _sentence(fact: Fact, stored: StoredArticle, row: ArticleRow) -> Snippet | None:
    """Return the sentence a fact stands in, with its words marked."""
    at = next((m.span for m in fact.marks if m.kind), None)
    block = next((b.span for b in stored.article.blocks if at and b.span.start <= at.start < b.span.end), None)
    if at is None or block is None:
        return None
    content = stored.article.text.content
    sentence = clipped(content, sentence_around(content, block, at), _LONGEST_SENTENCE)
    return snippet(row, sentence, [Mark(m.span, m.kind, "") for m in fact.marks if m.kind and m.span.touches(sentence)])


def _known(stored: StoredArticle, row: ArticleRow) -> Iterator[FactLine]:
    """Yield the sentences of the body that tell events which took place, as the article has them, each once."""
    seen: set[Span] = set()
    body = [block.span for block in stored.article.body()]
    actual = {short(e) for e in stored.record.events if e.factuality in ("actual", "historical")}
    for fact in facts_of(stored.record):
        if fact.kind != "event" or fact.id not in actual:
            continue
        line = _line(fact, stored, row)
        if line.sentence is None or (at := Span(line.sentence.start, line.sentence.end)) in seen:
            continue
        if not any(at in span for span in body):
            continue
        seen.add(at)
        yield line
        if len(seen) == _KNOWN_SENTENCES:
            return


def _once(lines: tuple[FactLine, ...]) -> tuple[FactLine, ...]:
    """Return one line a place, however often it is named."""
    return tuple({line.title: line for line in reversed(lines)}.values())[::-1]


def _timeline(record: Record, stored: StoredArticle) -> Iterator[TimeLine]:
    """Yield when it took place, when it was published and when we first saw it."""
    article, base = record.article, f"/article/{record.article.id}"
    facts = {fact.id: fact for fact in facts_of(record) if fact.kind == "event"}
    for event in record.events:
        if event.date:
            id_ = short(event)
            shown = day(event.date.earliest)
            if event.date.latest != event.date.earliest:
                shown += f" to {day(event.date.latest)}"
            detail = facts[id_].notes[0]
            url = f"{base}?fact={id_}#f-{id_}"
            yield TimeLine(at=event.date.earliest, at_shown=shown, what=facts[id_].title, detail=detail, url=url)
    if article.published:
        at = article.published.value
        yield TimeLine(at=at, at_shown=day(at), what="Published", detail=outlet(stored), url=base)
    seen = stored.first_seen
    yield TimeLine(at=seen.isoformat(), at_shown=moment(seen), what="First seen", detail=outlet(stored), url=base)
