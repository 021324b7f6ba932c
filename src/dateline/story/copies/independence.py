"""How many sources tell something that did not take it from one another: copies, agencies and relays count once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.told import ArticleRow, Who
from dateline.story.copies.credits import credited, leans_on, plain, short_forms
from dateline.world.gazetteer import folded

Attributions = Mapping[str, Sequence[Who | None]]
"""For ids of articles: who vouches for each telling in it; None where the article tells it in its own voice."""

SILENT: Attributions = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source and the articles that have it all from there.

    Args:
        name: The outlet, the agency, or the one whom all of them name.
        articles: Their ids, in the order they were given.
        reason: Why these count once.
    """

    name: str
    articles: tuple[str, ...]
    reason: str


def independent(articles: Sequence[ArticleRow], attributions: Attributions = SILENT) -> tuple[Source, ...]:
    """Return the sources that do not lean on one another, those of most articles first.

    Reprints of one text, reports of one agency (credited, or said to have reported it) and what merely passes on the
    word of one and the same named source count once each; so does all that an outlet tells itself.

    Args:
        articles: The articles that tell something.
        attributions: For ids of articles: who vouches for it there.
    """
    roots = _Roots.of(articles)
    groups: defaultdict[str, list[ArticleRow]] = defaultdict(list)
    why: dict[str, tuple[str, str]] = {}
    texts: defaultdict[str, list[ArticleRow]] = defaultdict(list)
    for article in articles:
        texts[article.original].append(article)
    for copies in texts.values():
        key, name, kind = roots.root(copies, attributions)
        groups[key] += copies
        if why.get(key, ("", ""))[1] != "agency":
            why[key] = (name, kind)
    _fold(groups, why, roots)
    order = {a.id: n for n, a in enumerate(articles)}
    found = [_source(*why[key], sorted(group, key=lambda a: order[a.id])) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda s: (-len(s.articles), order[s.articles[0]])))


def _fold(groups: dict[str, list[ArticleRow]], why: Mapping[str, tuple[str, str]], roots: _Roots) -> None:
    """Put what an outlet passes on to what it tells itself, if it does: an outlet is one source."""
    for key in [k for k in groups if why[k][1] == "voice"]:
        for article in list(groups[key]):
            home = roots.key(article.outlet)
            if why.get(home, ("", ""))[1] == "outlet":
                groups[key].remove(article)
                groups[home].append(article)
        if not groups[key]:
            del groups[key]


@dataclass(frozen=True, slots=True)
class _Roots:
    """Where each text comes from; `short` knows initials of the outlets and agencies around, `known` their names."""

    short: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(cls, articles: Sequence[ArticleRow]) -> _Roots:
        names = {name for a in articles for name in (a.outlet, credited(a)) if name}
        return cls(short_forms(names), frozenset(map(plain, names)))

    def root(self, copies: Sequence[ArticleRow], attributions: Attributions) -> tuple[str, str, str]:
        """Return the source of a text under one or more mastheads: its key, its name, and what it is."""
        first = min(copies, key=lambda a: (a.id != a.original, a.published or a.seen, a.id))
        agencies = Counter(name for a in copies if (name := credited(a)))
        if agencies:
            name = min(agencies, key=lambda n: (-agencies[n], n))
            return self.key(name), name, "agency"
        sentences = [s.exact for a in copies for s in a.sentences]
        leant = [name for s in sentences for name in leans_on(s, self.known) if plain(name) != plain(first.outlet)]
        if leant:
            return self.key(leant[0]), leant[0], "agency"
        voices = [who for a in copies for who in attributions.get(a.id, ())]
        names = {_voice(who): who.label for who in voices if who is not None}
        if len(names) == 1 and all(voices):
            ((key, label),) = names.items()
            return (self.key(label), label, "agency") if plain(label) in self.known else (key, label, "voice")
        return self.key(first.outlet), first.outlet, "outlet"

    def key(self, name: str) -> str:
        """Return an outlet's or agency's key: the same for its full name, its short name and its initials."""
        return self.short.get(folded(name), plain(name))


def _voice(who: Who) -> str:
    return f"voice {who.identity or folded(who.label) + ' ' + (who.code or '')}"


def _source(name: str, kind: str, articles: Sequence[ArticleRow]) -> Source:
    """Return a source with the reason why its articles count once."""
    outlets, texts = len({a.outlet for a in articles}), len({a.original for a in articles})
    if kind == "voice" and len(articles) > 1:
        reason = f"{outlets} outlets, none of which says more than that {name} says so"
    elif kind == "voice":
        reason = f"{articles[0].outlet}, on the word of {name}"
    elif kind == "agency":
        reason = f"the report of {name}" + (f", in {outlets} outlets" if outlets > 1 else "")
    else:
        reason = f"{name}'s own report" + (f", {texts} of them" if texts > 1 else "")
    copies = len(articles) - texts
    if copies:
        reason += f"; {copies} print{'s' * (copies == 1)} the same text again"
    return Source(name=name, articles=tuple(a.id for a in articles), reason=reason)
