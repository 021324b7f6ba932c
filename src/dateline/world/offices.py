"""Offices, titles, groups and kinds of organization: their names in English news and the sector each shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from dateline.world.tables import toml

OUT_OF_OFFICE = frozenset("GOV LEG JUD MIL COP SPY".split())
"""Sectors whose people count as ELI once they have left office."""

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "wife": "wives",
    "thief": "thieves",
    "chief": "chiefs",
    "personnel": "personnel",
    "police": "police",
    "deputies": "deputies",
    "sources": "sources",
    "officials": "officials",
    "authorities": "authorities",
    "passer-by": "passers-by",
}

_CIVIL_GENERALS = frozenset(
    "attorney auditor comptroller consul director governor inspector secretary solicitor surgeon".split()
)
"""Offices in whose names "general" is an adjective: "attorneys general", but "major generals"."""

HEADS_OF_OFFICES = frozenset(
    "officer commissioner inspector superintendent magistrate registrar collector minister secretary director".split()
)
"""Words that end the name of an office and never a body's: "Divisional Forest Officer (DFO)"."""


_NO_STATE = frozenset("LAB PTY REL EDU BUS SOC CRM MED OPP REB PRM".split())
"""Sectors whose secretaries and commissioners are their own, and no state's."""


@cache
def _book() -> dict[str, Any]:
    return toml("offices.toml")


def _words(cell: str) -> list[str]:
    return [" ".join(part.split()) for part in cell.split(",") if part.strip()]


@lru_cache(maxsize=5_000)
def _plain(words: str) -> str:
    """Fold case, apostrophes, hyphens and white space, so that "Director-General" is "director general"."""
    return " ".join(words.lower().replace("’", "'").replace("-", " ").replace("‑", " ").split())


def honorifics() -> frozenset[str]:
    """Return the titles that stand before a name ("Mr", "Shri", "Gen."), in their usual case."""
    return _honorifics()


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(_words(_book()["honorifics"]))


@lru_cache(maxsize=5_000)
def role_sector(words: str) -> str | None:
    """Return the PLOVER sector that a role shows, or None if the words are no role or do not say.

    A former office is ELI. Of "head of the army" the complement is asked where the head does not say.
    """
    plain = _plain(words)
    former, plain = _without_former(plain)
    sector = _sector_of_role(plain)
    if former and sector in OUT_OF_OFFICE:
        return "ELI"
    return sector


def is_role(words: str) -> bool:
    """Say whether the words are a title or role ("former deputy foreign minister"), with nothing left over."""
    tokens = words.split()
    return bool(tokens) and longest_role(tokens, 0) == len(tokens)


def longest_role(words: Sequence[str], i: int) -> int:
    """Return how many words from i on form a role phrase, 0 if none; case does not count.

    Words before the role that only shade it ("former", "acting", "deputy") count as part of it.
    """
    best = _longest_phrase(words, i)
    skipped = 1
    while i + skipped < len(words) and _plain(words[i + skipped - 1]) in _shades():
        length = _longest_phrase(words, i + skipped)
        if length and skipped + length > best:
            best = skipped + length
        skipped += 1
    return best


@lru_cache(maxsize=5_000)
def group_sector(words: str) -> str | None:
    """Return the sector of a group noun or of the phrase it heads ("masked gunmen": UAF), or None."""
    return _last_match(_groups(), _plain(words))


@lru_cache(maxsize=5_000)
def may_begin_phrase(word: str) -> bool:
    """Say whether a role or a group noun can begin with a word, shades like "former" included."""
    first = _plain(word).split(" ", 1)[0].removeprefix("ex ")
    return first in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(w.split(" ", 1)[0] for table in (_roles(), _groups(), _shades()) for w in table)


def is_group(words: str) -> bool:
    """Say whether the words are a group noun of the table with nothing left over ("state media")."""
    return _plain(words) in _groups()


@lru_cache(maxsize=5_000)
def organization_sector(words: str) -> str | None:
    """Return the sector that the kind words in an organization's name show ("Delhi University": EDU), or None.

    The longest kind word decides; of two of one length the later one, as English puts the head last, unless "of", "for"
    or "on" follows the head: a ministry of electronics is a ministry.
    """
    parts = _plain(words).split()
    if parts[-1:] == ["committee"] and _CHAMBERS & set(parts[:2]):
        return "LEG"  # "the House Energy and Commerce Committee"
    best = _longest_kind(parts)
    if best is not None and best[0] == 1:
        end = next((n for n, word in enumerate(parts) if word in ("of", "for", "on")), len(parts))
        best = _longest_kind(parts[:end]) or best
    return best[2] if best else None


_CHAMBERS = frozenset("house senate congressional parliamentary knesset commons lords assembly".split())


def _longest_kind(parts: Sequence[str]) -> tuple[int, int, str] | None:
    """Return the length, the end and the sector of the longest kind word, of two of one length the later."""
    table, best = _organizations(), None
    for start in range(len(parts)):
        for end in range(min(len(parts), start + 4), start, -1):
            sector = table.get(" ".join(parts[start:end]))
            if sector is None or (parts[start:end] == ["division"] and not _is_of_army(parts[:start])):
                continue
            if best is None or (end - start, end) >= best[:2]:
                best = (end - start, end, sector)
    return best


def _is_of_army(before: Sequence[str]) -> bool:
    """Say whether a division is one of an army: "the 36th Division", "the Golani Armored Division"."""
    return bool(before) and (before[-1][0].isdigit() or before[-1] in _ARMS)


_ARMS = frozenset(
    "infantry armored armoured airborne mountain mechanized mechanised tank panzer marine artillery cavalry guards"
    " rifle motorized first second third fourth fifth sixth seventh eighth ninth tenth".split()
)


def is_organization_word(word: str) -> bool:
    """Say whether a word or phrase is a kind of organization ("ministry", "police")."""
    return _plain(word) in _organizations()


def _sector_of_role(plain: str) -> str | None:
    """Return the sector of the first role in the words that shows one, or of the group that ends them."""
    parts, i = plain.split(), 0
    while i < len(parts):
        length = _longest_phrase(parts, i)
        shades = length == 1 and parts[i] in _shades() and i + 1 < len(parts)
        if not length or (shades and (_longest_phrase(parts, i + 1) or " ".join(parts[i + 1 :]) in _groups())):
            i += 1
            continue
        sector = _roles()[" ".join(parts[i : i + length])] or _sector_of_complement(parts[i + length :])
        if sector is not None:
            return sector
        i += length
    return _last_match(_groups(), plain)


def _sector_of_complement(parts: Sequence[str]) -> str | None:
    """Return the sector of what comes after "of", "for" or "at", where a neutral head leaves it open."""
    if len(parts) < 2 or parts[0] not in ("of", "for", "at", "in"):
        return None
    complement = " ".join(p for p in parts[1:] if p != "the")
    return organization_sector(complement) or _last_match(_groups(), complement)


def _last_match(table: Mapping[str, str], plain: str) -> str | None:
    """Return what the table has for the longest run of words at the end of a phrase."""
    parts = plain.split()
    for start in range(len(parts)):
        found = table.get(" ".join(parts[start:]))
        if found is not None:
            return found
    return None


def _without_former(plain: str) -> tuple[bool, str]:
    for word in _former():
        if plain.startswith(word + " "):
            return True, plain[len(word) + 1 :]
    return False, plain


def _longest_phrase(words: Sequence[str], i: int) -> int:
    """Return how many words from i on are a role of the table; a hyphenated word counts as its parts."""
    key, best = "", 0
    for j in range(i, len(words)):
        part = _plain(words[j])
        if j == i:
            part = part.removeprefix("ex ").removeprefix("then ")
        key = f"{key} {part}" if key else part
        if key in _roles():
            best = j - i + 1
        if key not in _prefixes():
            break
    return best


@cache
def _roles() -> dict[str, str | None]:
    """Return all role phrases, singular and plural, with their sector; None where they do not say."""
    table = dict(_with_plurals(_made_roles()))
    table.update(_with_plurals(_listed_roles()))
    return table


def _listed_roles() -> Iterable[tuple[str, str | None]]:
    for sector, cell in _book()["roles"].items():
        for phrase in _words(cell):
            yield _plain(phrase), None if sector == "NONE" else sector


def _made_roles() -> Iterable[tuple[str, str | None]]:
    """Yield every portfolio with every head ("oil minister", "police chief")."""
    for sector, cell in _book()["portfolios"].items():
        for portfolio in _words(cell):
            for of, heads in _book()["heads"].items():
                for head in _words(heads):
                    if sector == "GOV" and head in _OF_ANY_TRADE and not _is_of_state(portfolio):
                        continue
                    shown = sector if of == "INHERIT" or sector in _NO_STATE else of
                    yield _plain(f"{portfolio} {head}"), None if shown == "UNO" else shown


_OF_ANY_TRADE = frozenset("worker fighter operative source sources figure".split())
"""Heads that behind the name of a trade or field are no state's: foreign workers and oil workers are none's."""
_STATES_OWN = frozenset(
    "ministry department government office embassy kremlin house pentagon administration agency council official"
    " city town village county municipal presidential intelligence election border prison customs tax bank".split()
)


def _is_of_state(portfolio: str) -> bool:
    return portfolio.rsplit(maxsplit=1)[-1] in _STATES_OWN


def _with_plurals(pairs: Iterable[tuple[str, str | None]]) -> Iterable[tuple[str, str | None]]:
    for phrase, sector in pairs:
        yield phrase, sector
        yield _plural(phrase), sector


def _plural(phrase: str) -> str:
    """Return the plural of a role: of its head, which stands before "of", "to", "at" or "general", or last."""
    parts = phrase.split()
    head = len(parts) - 1
    if parts[head] == "general" and parts[head - 1] in _CIVIL_GENERALS:
        head -= 1
    for n, part in enumerate(parts[1:], 1):
        if part in ("of", "to", "at", "in", "elect", "designate"):
            head = n - 1
            break
    parts[head] = _plural_word(parts[head])
    return " ".join(parts)


def _plural_word(word: str) -> str:
    for one, more in _IRREGULAR.items():
        if word.endswith(one):
            return word[: -len(one)] + more
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _prefixes() -> frozenset[str]:
    out: set[str] = set()
    for phrase in _roles():
        parts = phrase.split()
        out.update(" ".join(parts[:n]) for n in range(1, len(parts)))
    return frozenset(out)


@cache
def _former() -> tuple[str, ...]:
    return tuple(_plain(w) for w in _words(_book()["former"]))


@cache
def _shades() -> frozenset[str]:
    return frozenset(_plain(w) for w in _words(_book()["modifiers"])) | frozenset(_former())


@cache
def _groups() -> dict[str, str]:
    return {_plain(p): sector for sector, cell in _book()["groups"].items() for p in _words(cell)}


@cache
def _organizations() -> dict[str, str]:
    return {_plain(p): sector for sector, cell in _book()["organizations"].items() for p in _words(cell)}
