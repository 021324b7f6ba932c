"""Contexts of what changed between two versions of an article: a line of it, and both side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from dateline.errors import NotFound
from dateline.model.article import Article
from dateline.model.changes import Change
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Figure
from dateline.store import Store, StoredArticle, VersionRow
from dateline.story.answers.changes import summary
from dateline.views.article_contexts import BlockView
from dateline.views.change_contexts import Changed, ChangeLine, ChangesPage, FigureChange, Pair
from dateline.views.facts import short
from dateline.views.i18n.formats import moment
from dateline.views.i18n.labels import label
from dateline.views.reader import title, versions
from dateline.views.words import Mark, direction, language_tag, segmented


def changes_page(store: Store, id: str) -> ChangesPage:
    """Return an article and the version it replaced, side by side.

    Raises:
        NotFound: If the store does not hold it, or it replaced none.
    """
    new = store.article(id)
    if new.article.supersedes is None:
        raise NotFound(f"article {id} is the first version that is kept: it replaced none")
    old = store.article(new.article.supersedes)
    found = store.changes(id)
    lines = {line.id: line for line in versions(store.versions(id), shown=id)}
    return ChangesPage(
        id=id,
        before=lines[old.article.id],
        after=lines[id],
        changed=_changed(old, new, found),
        changes=tuple(_line(c, old.article, new.article) for c in found),
        title=title(new.article),
        lang=language_tag(new.article.language),
        dir=direction(new.article.language),
        groups=_groups(old.article, new.article, found),
    )


def last_change(store: Store, story: Sequence[VersionRow], head: StoredArticle) -> Changed | None:
    """Return what the newest version changed; versions that changed nothing but the page around are passed over."""
    by_id = {row.id: row for row in story}
    new = by_id[head.article.id]
    while old := by_id.get(new.supersedes or ""):
        if old.text != new.text:
            later = head if new.id == head.article.id else store.article(new.id)
            return _changed(store.article(old.id), later, store.changes(new.id))
        new = old
    return None


def _changed(old: StoredArticle, new: StoredArticle, found: Sequence[Change]) -> Changed:
    what = summary(old.record, new.record, found)
    return Changed(
        url=f"/article/{new.article.id}/changes",
        first_seen=new.first_seen.isoformat(),
        first_seen_shown=moment(new.first_seen),
        removed=what.removed,
        added=what.added,
        headline=what.headline,
        figures=tuple(_figure(a, old.record, b, new.record) for a, b in what.figures),
        lang=language_tag(new.article.language),
        dir=direction(new.article.language),
    )


def _figure(before: Figure, old: Record, after: Figure, new: Record) -> FigureChange:
    counted = after.of.of(new.article.text.content) if after.of else ""
    return FigureChange(
        label=label(after.measure) if after.measure not in (None, "other") else counted,
        before=before.evidence[0].exact,
        before_url=_opens(before, old),
        after=after.evidence[0].exact,
        after_url=_opens(after, new),
    )


def _opens(figure: Figure, record: Record) -> str:
    return f"/article/{record.article.id}?fact={short(figure)}#f-{short(figure)}"


def _line(change: Change, old: Article, new: Article) -> ChangeLine:
    removed = change.old.of(old.text.content) if change.kind == "removed" and change.old else None
    added = change.new.of(new.text.content) if change.kind == "added" and change.new else None
    return ChangeLine(
        kind=change.kind,
        old=(change.old.start, change.old.end) if change.old else None,
        new=(change.new.start, change.new.end) if change.new else None,
        text=removed or added,
    )


def _groups(old: Article, new: Article, found: Sequence[Change]) -> tuple[tuple[bool, tuple[Pair, ...]], ...]:
    """Return the paragraphs of both in pairs; those in which nothing changed stand in groups of their own."""
    before = _blocks(old, [c.old for c in found if c.kind == "removed" and c.old], "removed")
    after = _blocks(new, [c.new for c in found if c.kind == "added" and c.new], "added")
    pairs = [
        Pair(before=None if i is None else before[i], after=None if j is None else after[j])
        for i, j in _rows([b.span for b in old.blocks], [b.span for b in new.blocks], found)
    ]
    return tuple((differs, tuple(group)) for differs, group in groupby(pairs, key=_differs))


def _blocks(article: Article, changed: Sequence[Span], kind: str) -> list[BlockView]:
    """Return the blocks of an article, cut where it changed."""
    marks = [Mark(span, kind, "") for span in changed]
    runs = segmented(article.text.content, [b.span for b in article.blocks], marks)
    return [BlockView(role=b.role, segments=s) for b, s in zip(article.blocks, runs, strict=True)]


def _differs(pair: Pair) -> bool:
    sides = (pair.before, pair.after)
    return None in sides or any(s.kinds for side in sides if side for s in side.segments)


def _rows(old: Sequence[Span], new: Sequence[Span], found: Sequence[Change]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which block stands beside which: those that have most in common, and what lies between in its order."""
    at_old = at_new = 0
    for i, j in (*_partners(old, new, found), (len(old), len(new))):
        yield from zip_longest(range(at_old, i), range(at_new, j))
        if i < len(old):
            yield i, j
        at_old, at_new = i + 1, j + 1


def _partners(old: Sequence[Span], new: Sequence[Span], found: Sequence[Change]) -> list[tuple[int, int]]:
    """Return the pairs of blocks of which each has more in common with the other than with any block else.

    What was kept has the same order in both, so no two pairs cross.
    """
    shared = _shared(old, new, found)
    best_new: dict[int, int] = {}
    best_old: dict[int, int] = {}
    for (i, j), n in shared.items():
        if n > shared[i, best_new.get(i, -1)]:
            best_new[i] = j
        if n > shared[best_old.get(j, -1), j]:
            best_old[j] = i
    return [(i, j) for i, j in best_new.items() if best_old[j] == i]


def _shared(old: Sequence[Span], new: Sequence[Span], found: Sequence[Change]) -> Counter[tuple[int, int]]:
    """Count the characters that each two blocks have in common, in the order of the text."""
    out: Counter[tuple[int, int]] = Counter()
    i = j = 0
    for c in found:
        if not c.old or not c.new:
            continue
        at, ahead = c.old.start, c.new.start - c.old.start
        while at < c.old.end:
            while i < len(old) and old[i].end <= at:
                i += 1
            while j < len(new) and new[j].end <= at + ahead:
                j += 1
            if i == len(old) or j == len(new):
                return out
            start = max(at, old[i].start, new[j].start - ahead)
            end = min(c.old.end, old[i].end, new[j].end - ahead)
            if start < end:
                out[i, j] += end - start
            at = max(end, at + 1)
    return out
