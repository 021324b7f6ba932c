"""What a second reading of a page says otherwise than the first: facts that came, went and changed, in their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model.article import Article, Cited
from dateline.model.corrections import KINDS, said_of
from dateline.model.record import Record
from dateline.model.review import Rulings, judged_of, nearest
from dateline.model.statement import Statement
from dateline.model.story import Judgement

FRONT = ("headline", "standfirst", "dateline", "agency", "publisher", "aggregator", "published", "modified", "language")
_MOST_SAID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact that another reading says otherwise.

    Args:
        kind: Its kind.
        words: The words it was read from, or is read from now.
        id: Of the statement as it is now; as it was, where it is gone.
        said: For one that changed, the fields that did: before, and now.
    """

    kind: str
    words: str
    id: str
    said: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranded:
    """A judgement of a fact that is no longer read: it stays, and what was accepted or corrected stays with it."""

    judgement: str
    verdict: str
    by: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDiff:
    """How an article is read otherwise.

    Args:
        before, now: Its ids; None where it was not found, or no longer is.
        headline: What it is called.
        front: Fields of its front matter, or "text", that changed: before, and now.
        added, gone, changed: Facts.
        slight: How many facts say the same, more or less surely, or beside another fact.
        stranded: Judgements whose fact is gone.
    """

    before: str | None
    now: str | None
    headline: str | None = None
    front: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    added: tuple[FactChange, ...] = ()
    gone: tuple[FactChange, ...] = ()
    changed: tuple[FactChange, ...] = ()
    slight: int = 0
    stranded: tuple[Stranded, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing is read otherwise that a person would see."""
        return not (self.front or self.added or self.gone or self.changed) and None not in (self.before, self.now)


def tally_of(diffs: Iterable[ArticleDiff]) -> dict[str, int]:
    """Return how many facts of each kind came, went and changed ("quote gone"), and how many judgements strand."""
    out = Counter[str]()
    for diff in diffs:
        for what in ("added", "gone", "changed"):
            out.update(f"{change.kind} {what}" for change in getattr(diff, what))
        out.update({"front matter changed": len(diff.front), "stranded judgements": len(diff.stranded)})
        out.update({"articles gone": diff.now is None, "articles added": diff.before is None})
    return {name: n for name, n in sorted(out.items()) if n}


def diffs_of(
    before: Sequence[Record], now: Sequence[Record], judgements: Mapping[str, tuple[Rulings, Sequence[Judgement]]]
) -> tuple[ArticleDiff, ...]:
    """Return how the articles of a page are read otherwise; articles that are read the same are left out.

    Args:
        before: As they were read.
        now: As they are read now.
        judgements: For the id of an article as it is now: what judgements come to, and these, in the order of time.
    """
    old = {record.article.n: record for record in before}
    new = {record.article.n: record for record in now}
    pairs = [(old.get(n), new.get(n)) for n in sorted(old.keys() | new.keys())]
    diffs = (_diff(a, b, *judgements.get(b.article.id if b else "", (Rulings(), ()))) for a, b in pairs)
    return tuple(diff for diff in diffs if not diff.same or diff.slight or diff.stranded)


def _diff(old: Record | None, new: Record | None, rulings: Rulings, judged: Sequence[Judgement]) -> ArticleDiff:
    was = {s.id: s for s in old.statements()} if old else {}
    is_ = {s.id: s for s in new.statements()} if new else {}
    gone, came = [s for s in was.values() if s.id not in is_], [s for s in is_.values() if s.id not in was]
    changed: list[FactChange] = []
    slight = sum(was[id_].confidence != is_[id_].confidence for id_ in was.keys() & is_.keys())
    for statement in list(gone):
        other = nearest(statement, came)
        if other is not None and old is not None and new is not None:
            gone.remove(statement)
            came.remove(other)
            change = _change(statement, other, old, new)
            slight += not change.said
            changed += [change] if change.said else []
    article = (new or old).article if new or old else None  # type: ignore[union-attr]
    return ArticleDiff(
        before=old.article.id if old else None,
        now=new.article.id if new else None,
        headline=article.headline.value if article and article.headline else None,
        front=_front(old.article, new.article) if old and new else {},
        added=tuple(_fact(s) for s in came),
        gone=tuple(_fact(s) for s in gone),
        changed=tuple(changed),
        slight=slight,
        stranded=_stranded(rulings, judged, is_.keys()),
    )


def _fact(statement: Statement) -> FactChange:
    return FactChange(kind=statement.kind, words=_words(statement), id=statement.id)


def _words(statement: Statement) -> str:
    return " … ".join(e.exact for e in statement.evidence)[:_MOST_SAID]


def _change(old: Statement, new: Statement, before: Record, now: Record) -> FactChange:
    """Return what changed: the fields a person can correct, or the words themselves."""
    was, is_ = (_said(old, before), _said(new, now))
    said = {n: (was.get(n, ""), is_.get(n, "")) for n in was | is_ if was.get(n, "") != is_.get(n, "")}
    if _words(old) != _words(new):
        said = {"words": (_words(old), _words(new)), **said}
    return FactChange(kind=new.kind, words=_words(new), id=new.id, said=said)


def _said(statement: Statement, record: Record) -> dict[str, str]:
    if statement.kind not in KINDS:
        return {}
    told = said_of(statement, record)
    return {name: "" if value is None else str(value)[:_MOST_SAID] for name, value in told.items()}


def _front(old: Article, new: Article) -> dict[str, tuple[str, str]]:
    out = {name: (_value(old, name), _value(new, name)) for name in FRONT}
    out["bylines"] = tuple("; ".join(c.value for c in a.bylines) for a in (old, new))  # type: ignore[assignment]
    changed = {name: pair for name, pair in out.items() if pair[0] != pair[1]}
    if old.text.id != new.text.id:
        changed["text"] = (f"{len(old.text.content)} characters", f"{len(new.text.content)} characters")
    return changed


def _value(article: Article, name: str) -> str:
    value = getattr(article, name)
    return str(value.value if isinstance(value, Cited) else value or "")[:_MOST_SAID]


def _stranded(rulings: Rulings, judged: Sequence[Judgement], here: Iterable[str]) -> tuple[Stranded, ...]:
    """Return the judgements whose facts are not read any more, though nobody judged another reading of them."""
    read = set(here)
    kept = {id_ for id_ in rulings.standing if id_ not in read}
    stands = {s.judgement.id for id_, s in rulings.standing.items() if id_ in kept}
    on_read = {j.id for id_, s in rulings.standing.items() if id_ in read for j in (s.judgement, *s.beside)}
    out = []
    for judgement in judged:
        then = judged_of(judgement)
        lost = judgement.verdict == "reject" and judgement.target not in read and judgement.id not in on_read
        if then is not None and (judgement.id in stands or lost):
            told = {"judgement": judgement.id, "verdict": judgement.verdict, "by": judgement.by}
            out.append(Stranded(**told, kind=then.statement.kind, words=_words(then.statement)))
    return tuple(out)
