"""People who hold or held offices of note: which office on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.world.tables import many, rows

_ELECTED = frozenset(
    ("President", "Vice President", "Prime Minister", "Chancellor", "Chief Minister", "Governor", "Mayor")
)


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person in one office for one term.

    Args:
        name: The usual English name.
        aliases: Other spellings, and shorter names that only this person goes by in the news.
        role: The office ("Foreign Minister").
        country: The PLOVER code of its state or body: alpha-3, or UNO, EUR, IGO, …
        sector: The PLOVER sector of the office.
        since, until: First and last day of the term, as fine as it is known: ISO year, month or day; None if unknown.
    """

    name: str
    aliases: tuple[str, ...]
    role: str
    country: str
    sector: str
    since: str | None
    until: str | None


def holder_named(name: str, on: date | None = None) -> OfficeHolder | None:
    """Return the office that a person of that name held on a day, or None.

    Without a day the latest term is returned. For a day after the last term it is returned with sector ELI, as its
    holder has left; for a day before the first one None is, but for those who soon after came to an office by election:
    they are returned with sector PTY. Terms without dates hold on any day.

    Args:
        name: The name, without a title, as the news writes it; case counts.
        on: The day, as a rule that of publication.
    """
    terms = _by_name().get(" ".join(name.split()).replace("’", "'"), ())
    if not terms:
        return None
    if on is None:
        return terms[-1]
    begun = [t for t in terms if t.since is None or t.since <= on.isoformat()]
    if not begun and _is_run_for(terms[0], on):
        return _coming(terms[0])
    running = [t for t in begun if t.until is None or t.until >= on.isoformat()[: len(t.until)]]
    if running:
        return running[-1]
    return _left(begun[-1]) if begun else None


def country_of_holder(name: str) -> str | None:
    """Return the country whose offices a person of that name holds, held or was to hold, or None; no day is asked."""
    terms = _by_name().get(" ".join(name.split()).replace("’", "'"), ())
    countries = {t.country for t in terms}
    return countries.pop() if len(countries) == 1 else None


def _is_run_for(term: OfficeHolder, on: date) -> bool:
    """Say whether a day lies in the two years before a term in an office that people are elected to."""
    if term.since is None or term.role not in _ELECTED:
        return False
    return int(term.since[:4]) - on.year <= 2


def _coming(term: OfficeHolder) -> OfficeHolder:
    return OfficeHolder(term.name, term.aliases, term.role, term.country, "PTY", term.since, term.until)


def _left(term: OfficeHolder) -> OfficeHolder:
    """Return a term that is over: a former official is ELI; rebels, clergy and others stay what they are."""
    over = "ELI" if term.sector in ("GOV", "LEG", "JUD", "MIL", "COP", "SPY") else term.sector
    return OfficeHolder(term.name, term.aliases, term.role, term.country, over, term.since, term.until)


@cache
def office_holders() -> tuple[OfficeHolder, ...]:
    """Return all terms of the table, earliest first."""
    terms = (
        OfficeHolder(
            r["name"], many(r["aliases"]), r["role"], r["country"], r["sector"], r["from"] or None, r["to"] or None
        )
        for r in rows("office_holders.csv")
    )
    return tuple(sorted(terms, key=lambda t: t.since or ""))


@cache
def _by_name() -> dict[str, tuple[OfficeHolder, ...]]:
    """Return the terms by name; a short name that two people share is nobody's."""
    table: dict[str, tuple[OfficeHolder, ...]] = {}
    for term in office_holders():
        for name in dict.fromkeys((term.name, *term.aliases)):
            table[name.replace("’", "'")] = (*table.get(name.replace("’", "'"), ()), term)
    return {name: terms for name, terms in table.items() if len({t.name for t in terms}) == 1}
