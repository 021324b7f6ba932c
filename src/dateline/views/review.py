"""Contexts of the review: the facts that wait, one fact, a group with its members, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from dateline.errors import MissingLibrary, NotFound
from dateline.model.corrections import said_of
from dateline.model.memory import GroupKind, Member
from dateline.model.review import judged_of, undone
from dateline.model.span import Span
from dateline.model.story import Judgement
from dateline.store import ArticleRow, Store, StoredArticle
from dateline.story.agreement import agreement, coded
from dateline.views.contexts import Snippet
from dateline.views.correcting import form_fields
from dateline.views.facts import KINDS, Fact
from dateline.views.i18n.formats import day
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import gettext as _
from dateline.views.judged import judged_facts
from dateline.views.listing import snippet, story_line
from dateline.views.review_contexts import (
    AgreementPage,
    FactPage,
    FactRow,
    GroupPage,
    HistoryPage,
    HistoryRow,
    Judge,
    MemberRow,
    ReviewPage,
)
from dateline.views.verdicts import DONE, changes_of, verdict_line
from dateline.views.words import Mark, clipped, sentence_around

MOST_MEMBERS = 300
"""So many members of a group are shown to be split off, the latest."""
_LONGEST_SENTENCE = 420
_KIND_OF = {"name": "entity"}
"""How the kinds of the screen are called in the store, where that differs."""
_PAGE_OF: dict[str, str] = {"story": "/story/", "identity": "/who/", "event": "/review/event/", "article": "/article/"}


def review_page(
    store: Store, judge: Judge, *, kinds: Sequence[str], story: str | None, limit: int, cursor: str | None, here: str
) -> ReviewPage:
    """Return facts that wait to be judged.

    Args:
        store: Where they are kept.
        judge: Who judges.
        kinds: Kinds as the legend has them (name, place, quote, …); all, where none is given.
        story: Only what the articles of this story say.
        limit, cursor: How many, and where to go on.
        here: Where the page is.
    """
    named = store.story(story)[0] if story else None
    asked = [_KIND_OF.get(kind, kind) for kind in kinds]
    found = store.waiting(kinds=asked, story=named, limit=limit, cursor=cursor)
    shelf = {s.article.id: s for s in store.stored({w.article for w in found.rows})}
    facts = {id_: _by_target(stored) for id_, stored in shelf.items()}
    rows = []
    for wait in found.rows:
        fact = facts[wait.article].get(wait.statement)
        # What stands by an earlier reading waits no longer, though nobody judged it under its new id.
        if fact is not None and fact.review and fact.review.stands is None:
            rows.append(_row(store, shelf[wait.article], fact))
    query = {"kind": list(kinds), "limit": limit} | ({"story": named} if named else {})
    more = urlencode({**query, "cursor": found.next}, doseq=True)
    return ReviewPage(
        kinds=tuple(kinds),
        story=named,
        rows=tuple(rows),
        next=more if found.next else None,
        next_url=f"/review.json?{more}" if found.next else None,
        judge=judge,
        all_kinds=tuple((kind, _(title)) for kind, title in KINDS.items()),
        here=here,
    )


def _by_target(stored: StoredArticle) -> dict[str, Fact]:
    facts = judged_facts(stored.record, stored.rulings)
    return {fact.review.target: fact for fact in facts if fact.review}


def _row(store: Store, stored: StoredArticle, fact: Fact) -> FactRow:
    row = store.row(stored.article.id)
    return FactRow(
        fact=fact,
        kind=fact.kind,
        url=f"/article/{row.id}?fact={fact.id}#f-{fact.id}",
        sentence=_sentence(stored, row, fact),
        article=story_line(row),
        story=stored.story,
    )


def _sentence(stored: StoredArticle, row: ArticleRow, fact: Fact) -> Snippet | None:
    """Return the sentence a fact stands in, its words marked."""
    content = stored.article.text.content
    # A fact's own words before those of whom and what it refers to, and these before what is lit as something else.
    own = [m for m in fact.marks if m.kind == fact.kind] or [m for m in fact.marks if m.kind] or fact.marks
    first = min((mark.span for mark in own), default=None)
    block = next((b.span for b in stored.article.blocks if first and b.span.start <= first.start < b.span.end), None)
    if first is None or block is None:
        return None
    sentence = clipped(content, sentence_around(content, block, first), _LONGEST_SENTENCE)
    marks = [Mark(_within(m.span, sentence), fact.kind, "") for m in own if m.span.touches(sentence)]
    return snippet(row, sentence, marks)


def _within(span: Span, whole: Span) -> Span:
    return Span(max(span.start, whole.start), min(span.end, whole.end))


def fact_page(store: Store, target: str, judge: Judge, *, here: str) -> FactPage:
    """Return one fact to be judged.

    Raises:
        NotFound: If the store does not hold it, or no longer holds its article.
    """
    stored = store.article(store.article_of(target))
    facts = _by_target(stored)
    # Of a fact that was read anew, its judgement leads to what is read now.
    standing = stored.rulings.standing
    now = next((id_ for id_, s in standing.items() if target in {j.target for j in (s.judgement, *s.beside)}), target)
    fact = facts.get(now)
    if fact is None:
        raise NotFound(f"there is no fact {target} in this article any more; the history of the review tells of it")
    kind, holds, _ = _held(stored, now)
    targets = {now, target, *(j.target for j in (standing[now].beside if now in standing else ()))}
    return FactPage(
        row=_row(store, stored, fact),
        fields=form_fields(kind, holds),
        names=tuple(dict.fromkeys(entity.label for entity in stored.record.entities)),
        history=history_rows(store, store.judgements(target=targets)[::-1]),
        judge=judge,
        here=here,
    )


def held(store: Store, target: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return the kind of a fact, what holds of it in the fields that can be corrected, and what was read.

    Raises:
        NotFound: If the store does not hold it.
    """
    stored = store.article(store.article_of(target))
    return _held(stored, target)


def _held(stored: StoredArticle, target: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    statement = next((s for s in (*stored.record.statements(), *stored.rulings.kept) if s.id == target), None)
    if statement is None:
        raise NotFound(f"there is no fact {target} in this article any more; the history of the review tells of it")
    standing = stored.rulings.standing.get(target)
    said = said_of(statement, stored.record)
    return statement.kind, {**said, **(standing.now if standing else {})}, said


def history_page(
    store: Store, judge: Judge, *, by: str | None, target: str | None, limit: int, cursor: str | None, here: str
) -> HistoryPage:
    """Return what people decided, the latest first."""
    found = store.history(by=by, target=target, limit=limit, cursor=cursor)
    given = {"by": by, "target": target, "limit": limit, "cursor": found.next}
    more = urlencode({name: value for name, value in given.items() if value is not None})
    return HistoryPage(
        by=by,
        target=target,
        rows=history_rows(store, found.rows),
        next=more if found.next else None,
        next_url=f"/review/history.json?{more}" if found.next else None,
        judge=judge,
        here=here,
        first=cursor is None,
    )


def history_rows(store: Store, rows: Sequence[Judgement]) -> tuple[HistoryRow, ...]:
    """Return judgements as the history shows them, each with what became of it."""
    every = store.judgements(target={j.target for j in rows})
    gone, by_id = undone(every), {j.id: j for j in every}
    return tuple(_history_row(j, gone, by_id) for j in rows)


def _history_row(judgement: Judgement, gone: set[str], by_id: dict[str, Judgement]) -> HistoryRow:
    root = judgement
    while root.verdict == "undo" and root.supersedes in by_id:
        root = by_id[root.supersedes]
    undid = by_id.get(judgement.supersedes or "") if judgement.verdict == "undo" else None
    kind, what, url = _about(root)
    then = judged_of(judgement)
    return HistoryRow(
        line=verdict_line(judgement),
        what=what,
        kind=kind,
        url=url,
        changes=changes_of(then.said, then.fields) if then else (),
        undone=judgement.id in gone,
        undoes=_("%(done)s by %(who)s", done=_(DONE[undid.verdict]), who=undid.by) if undid else None,
    )


def _about(judgement: Judgement) -> tuple[str, str, str | None]:
    """Return what a judgement is about: its kind, its words, and where that is shown."""
    then = judged_of(judgement)
    if then is not None:
        words = " … ".join(dict.fromkeys(e.exact for e in then.statement.evidence))
        return then.statement.kind, words[:200], f"/review/fact/{judgement.target}"
    value = json.loads(judgement.value or "{}")
    kind = value.get("kind", "story")
    what = f"{label(kind)} {judgement.target[:12]}"
    if judgement.verdict in ("merge", "split"):
        what += f" → {value['to'][:12]}"
    return kind, what, f"{_PAGE_OF.get(kind, '/review/history?target=')}{judgement.target}"


def group_page(store: Store, kind: GroupKind, id: str, judge: Judge, *, here: str) -> GroupPage:
    """Return a story, an identity or an event with its members.

    Raises:
        NotFound: If the store does not hold it.
    """
    named = store.story(id)[0] if kind == "story" else id
    group, members = store.group(kind, named)
    shown = members[-MOST_MEMBERS:]
    shelf = {s.article.id: s for s in store.stored(dict.fromkeys(m.article for m in shown))}
    return GroupPage(
        kind=kind,
        id=group.id,
        label=group.label,
        url=f"{_PAGE_OF[kind]}{group.id}",
        members=tuple(_member_rows(store, shown, shelf)),
        left=len(members) - len(shown),
        history=history_rows(store, store.judgements(target=group.id)[::-1]),
        judge=judge,
        here=here,
    )


def _member_rows(store: Store, members: Iterable[Member], shelf: dict[str, StoredArticle]) -> Iterable[MemberRow]:
    rows = store.rows(shelf)
    for member in members:
        if member.article not in shelf:
            continue
        stored = shelf[member.article]
        line = story_line(rows[member.article])
        said = next((s for s in stored.record.statements() if s.id == member.statement), None)
        words = getattr(said, "label", said.evidence[0].exact) if said else None
        at = f"?fact={said.id[:12]}#f-{said.id[:12]}" if said else ""
        yield MemberRow(
            id=member.id,
            label=words or line.headline or _("No headline"),
            url=f"/article/{member.article}{at}",
            outlet=line.outlet or line.host,
            day=member.day,
            day_shown=day(member.day[:10]),
            lang=line.lang,
            dir=line.dir,
        )


def agreement_page(store: Store, judge: Judge) -> AgreementPage:
    """Return how far people agree."""
    judgements, missing = store.judgements(), None
    people: dict[str, int] = {}
    for verdicts in coded(judgements).values():
        for name in verdicts:
            people[name] = people.get(name, 0) + 1
    try:
        rows = agreement(judgements)
    except MissingLibrary as error:
        rows, missing = (), error.message
    by_number = sorted(people.items(), key=lambda item: (-item[1], item[0]))
    return AgreementPage(rows=rows, people=tuple(by_number), missing=missing, judge=judge)
