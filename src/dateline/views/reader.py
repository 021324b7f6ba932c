"""Contexts of one article, kept or just read, and of the page it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dateline import __version__
from dateline.model.article import Article, Cutting, Dropped
from dateline.model.contract import record_to_json
from dateline.model.record import Record
from dateline.model.review import Rulings
from dateline.model.span import Span
from dateline.store import Store, StoredArticle, VersionRow
from dateline.views.article_contexts import ArticlePage, BlockView, EmptyPage, PageRun, PageView, VersionLine
from dateline.views.facts import KINDS, Fact
from dateline.views.front_matter import front_facts
from dateline.views.i18n.formats import moment
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _
from dateline.views.judged import judged_facts
from dateline.views.seam import Reading
from dateline.views.verdicts import verdict_line
from dateline.views.words import Mark, direction, is_web, language_tag, segmented

MOST_PAGE = 200_000
"""Characters of a page that are shown; nobody scrolls through more, and the browser would have to."""
_AT = re.compile(r"at-(\d{1,9})-(\d{1,9})")


def stored_article(store: Store, id: str, *, fact: str | None) -> ArticlePage:
    """Return a kept article; `fact` is the fact whose words are lit.

    Raises:
        NotFound: If the store does not hold it.
    """
    stored = store.article(id)
    joined = store.joined([id]).get(id)
    return _article_page(
        stored.record,
        stored.dropped,
        base=f"/article/{id}",
        fact=fact,
        stored=stored,
        versions=versions(store.versions(stored.story), shown=id),
        judging=not store.read_only,
        who={entity[:12]: f"/who/{one}" for entity, one in joined.identities.items()} if joined else {},
    )


def unsaved_article(reading: Reading, n: int, *, fact: str | None, can_keep: bool) -> ArticlePage | EmptyPage:
    """Return an article of a page that was read and not kept; n counts from 0."""
    name = reading.page.digest.removeprefix("sha256:")
    keep = f"/keep/{name}" if can_keep else None
    cutting = reading.cutting
    if not cutting.articles:
        page = page_view(cutting.page_text.content, (), cutting.dropped, ())
        return EmptyPage(reason=cutting.reason or _("no article was found"), keep=keep, kept=False, page=page)
    records = {record.article.id: record for record in reading.records}
    article = cutting.articles[min(n, len(cutting.articles) - 1)]
    return _article_page(
        records.get(article.id, Record(article=article)),
        cutting.dropped,
        base=f"/read/{name}/{article.n}",
        fact=fact,
        keep=keep,
        others=_others(cutting, name, article),
    )


def _others(cutting: Cutting, name: str, shown: Article) -> tuple[tuple[str, str], ...]:
    return tuple((title(a), f"/read/{name}/{a.n}") for a in cutting.articles if a.n != shown.n)


def _article_page(
    record: Record,
    dropped: Sequence[Dropped],
    *,
    base: str,
    fact: str | None,
    keep: str | None = None,
    stored: StoredArticle | None = None,
    versions: tuple[VersionLine, ...] = (),
    others: tuple[tuple[str, str], ...] = (),
    judging: bool = False,
    who: Mapping[str, str] = MappingProxyType({}),
) -> ArticlePage:
    article = record.article
    rulings = stored.rulings if stored else Rulings()
    facts, front = judged_facts(record, rulings), front_facts(record)
    marks = [mark for f in (*facts, *front) for mark in f.marks] + _picked(fact, article.text.content)
    runs = segmented(article.text.content, [b.span for b in article.blocks], marks)
    page_marks = [mark for f in front for mark in f.page_marks]
    return ArticlePage(
        id=article.id,
        base=base,
        story=stored.story if stored else None,
        first_seen=stored.first_seen.isoformat() if stored else None,
        first_seen_shown=moment(stored.first_seen) if stored else None,
        current=stored.current if stored else True,
        superseded_by=stored.superseded_by if stored else None,
        kept=stored is not None,
        keep=keep,
        lang=language_tag(article.language),
        dir=direction(article.language),
        source_url=_web(article.url or (stored.page_url if stored else None)),
        title=title(article),
        blocks=tuple(BlockView(role=b.role, segments=s) for b, s in zip(article.blocks, runs, strict=True)),
        groups=_groups(facts),
        front=front,
        reasons=(*article.reasons.items(), *record.reasons),
        unread="facts" in dict(record.reasons),
        page=page_view(article.page_text.content, [b.page_span for b in article.blocks], dropped, page_marks),
        page_lit=any(mark.fact == fact for mark in page_marks),
        fact=fact,
        versions=versions,
        others=others,
        dropped=len(dropped),
        judging=judging,
        reviewed=tuple(f.review for f in facts if f.review and (f.review.stands or f.review.notes)),
        remarks=tuple(map(verdict_line, rulings.notes.get(article.id, ()))),
        who=dict(who),
        record=record_to_json(record, dropped=dropped, dateline=__version__),
    )


def _picked(fact: str | None, content: str) -> list[Mark]:
    """Return the mark of words that were picked by their place ("at-12-80"), as sentences are that tell no fact."""
    found = _AT.fullmatch(fact or "")
    if fact is None or found is None or not int(found[1]) < int(found[2]) <= len(content):
        return []
    return [Mark(Span(int(found[1]), int(found[2])), "", fact)]


def title(article: Article) -> str:
    """Return what stands at the head of an article's page."""
    return article.headline.value if article.headline else _("No headline")


def _web(url: str | None) -> str | None:
    """Return a url that may be a link: no other scheme is ever made one."""
    return url if url and is_web(url) else None


def _groups(facts: Sequence[Fact]) -> tuple[tuple[str, str, tuple[Fact, ...]], ...]:
    """Return the facts by kind; the kinds of the legend are always there, so that none is missed in silence."""
    named = {**KINDS, "pair": N_("Pairs asked for")}
    groups = [(kind, _(title), tuple(f for f in facts if f.kind == kind)) for kind, title in named.items()]
    return tuple(group for group in groups if group[2] or group[0] in KINDS)


def page_view(content: str, own: Sequence[Span], dropped: Sequence[Dropped], marks: Sequence[Mark]) -> PageView:
    """Return a page's own text in its order, each stretch with what became of it."""
    known = [(span, "article", None) for span in own] + [(d.page_span, "dropped", str(d.role)) for d in dropped]
    stretches: list[tuple[Span, str, str | None]] = []
    at, shown = 0, min(len(content), MOST_PAGE)
    for span, kind, role in sorted(known, key=lambda k: k[0]):
        start, end = max(span.start, at), min(span.end, shown)
        if start >= end:
            continue
        if start > at:
            stretches.append((Span(at, start), "between", None))
        stretches.append((Span(start, end), kind, role))
        at = end
    if at < shown:
        stretches.append((Span(at, shown), "between", None))
    runs = segmented(content, [span for span, _, _ in stretches], marks)
    views = [PageRun(kind=k, role=r, segments=s) for (_, k, r), s in zip(stretches, runs, strict=True)]
    return PageView(runs=tuple(views), left=len(content) - shown)


def versions(story: Sequence[VersionRow], *, shown: str) -> tuple[VersionLine, ...]:
    """Return the versions of a story's article, the newest first; none where there is only one."""
    if len(story) < 2:
        return ()
    texts = {row.id: row.text for row in story}
    return tuple(
        VersionLine(
            id=row.id,
            url=f"/article/{row.id}",
            first_seen=row.first_seen.isoformat(),
            first_seen_shown=moment(row.first_seen),
            shown=row.id == shown,
            current=row.current,
            changes_url=f"/article/{row.id}/changes" if row.supersedes else None,
            same=texts.get(row.supersedes or "") == row.text,
        )
        for row in story
    )
