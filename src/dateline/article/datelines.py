"""Inline datelines: "New Delhi, Feb 26 (IANS)", "JERUSALEM —", "LONDON (Reuters) -", "New Delhi:", "(AP) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.article.dates import find_dates
from dateline.world.datelines import is_dateline_place
from dateline.world.outlets import agency_named

_LONGEST: Final = 120
_WORD: Final = r"(?:[^\W\d_a-zß-öø-ÿ][\w.’'‘-]*|of|de|del|el|al|la|los|las|di|da|do|du|le|en|es|the)"
_NAME: Final = rf"[^\W\d_a-zß-öø-ÿ][\w.’'‘-]*(?:[ \u00a0]{_WORD}){{0,4}}"
_PLACE: Final = rf"{_NAME}(?:\s?[,/]\s?{_NAME}){{0,3}}"
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = (
    rf"(?:(?:(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Satur|Sun)(?:day)?,?\s)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})"
    rf"(?:,?\s(?:19|20)\d\d)?)"
)
_DASH: Final = r"(?:[-–—―]{1,3}|--)"
_SIGN: Final = r"[\(\[](?P<sign>[^()\[\]\n]{2,48})[\)\]]"
_FORMS: Final = (
    # New Delhi, Feb 26 (IANS) …   BEIJING, June 3 (Xinhua) -- …   JERUSALEM, July 28, 2025 (AFP) – …
    re.compile(rf"(?P<place>{_PLACE}?)\s?,\s?(?P<day>{_DAY})\.?,?\s{_SIGN}(?:\s?(?:{_DASH}|:))?(?=\s|$)"),
    # WASHINGTON (AP) — …   [New Delhi] [India] is left to the reader
    re.compile(rf"(?P<place>{_PLACE}?)\s{_SIGN}\s?(?:{_DASH}|:)(?=\s|[\"“'‘A-Z])"),
    # New Delhi [India], July 24 (ANI): …
    re.compile(
        rf"(?P<place>{_PLACE}?)\s[\(\[][^()\[\]\n]{{2,32}}[\)\]],?\s(?P<day>{_DAY})\s{_SIGN}(?:\s?(?:{_DASH}|:))?(?=\s|$)"
    ),
    # NEW DELHI, Feb 26 — …
    re.compile(rf"(?P<place>{_PLACE}?)\s?,\s?(?P<day>{_DAY})\.?,?\s?(?:{_DASH}|:)(?=\s|[\"“'‘A-Z])"),
    # JERUSALEM — …   New Delhi: …
    re.compile(rf"(?P<place>{_PLACE})\s?(?:(?P<colon>:)|\s?{_DASH}|\s\|)(?=\s|[\"“'‘])\s*(?=\S)"),
    # (Reuters) - …
    re.compile(rf"{_SIGN}\s?(?:{_DASH}|:)(?=\s|[\"“'‘A-Z])"),
)
# All capitals before a dash or colon that are labels, not places.
_LABELS: Final = frozenset(
    "BREAKING WATCH EXCLUSIVE UPDATE UPDATED LIVE VIDEO PHOTOS READ OPINION ANALYSIS EDITORIAL NOTE WARNING FACT "
    "QUESTION ANSWER TOPSHOT CORRECTION EXPLAINED EXPLAINER INTERVIEW REVIEW Q A PS NB FAQ TLDR "
    "RELATED MORE ALERT FILE".split()
)
_SHORT_SIGN: Final = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z]")
_PLACE_FIRST: Final = re.compile(r"([^\d،,:()\n]{2,40}?)\s?[،,]\s")
_DASHED: Final = re.compile(r"\s?(?:\([^()\n]{2,40}\)\s?)?(?P<dash>[-–—:])(?=\s)")
_CLOSING: Final = re.compile(r"(?:^|\s)[\(\[](?P<sign>[A-Za-zÀ-ž][^()\[\]\n]{1,40})[\)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """An inline dateline: places in the text it was read from.

    Args:
        end: Where the dateline ends; it begins at the start of the text.
        place: Where the place's name stands, if it names one.
        agency: Where the agency's signature stands, if it has one, and the name we use for it.
        day: Where the day stands, if it has one.
    """

    end: int
    place: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    agency_name: str | None = None
    day: tuple[int, int] | None = None


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline that a text begins with, or None."""
    head = text[:_LONGEST]
    if not head or not any(c in head for c in "():—–-―[|"):
        return None
    for form in _FORMS:
        m = form.match(head)
        if m:
            found = _checked(m)
            if found and text[found.end :].strip():
                return found
    return None if head.isascii() else _in_other_letters(head)


def _in_other_letters(head: str) -> Dateline | None:
    """Return the dateline of a place, a day and a dash, as Arabic and Hebrew wires write it; its day must be whole."""
    m = _PLACE_FIRST.match(head)
    day = next((f for f in find_dates(head) if m and f.start == m.end()), None)
    dash = _DASHED.match(head, day.end) if day else None
    return (
        Dateline(end=dash.start("dash") + 1, place=m.span(1), day=(day.start, day.end)) if m and day and dash else None
    )


def _checked(m: re.Match[str]) -> Dateline | None:
    """Return the dateline if its agency is known or its place is one, else None."""
    groups = m.groupdict()
    place, sign = groups.get("place"), groups.get("sign")
    name, at = _agency(sign) if sign else (None, None)
    if sign and name is None:
        # Beside a place and a day an agency need not be known: its short sign is enough.
        if not (place and groups.get("day") and _SHORT_SIGN.fullmatch(sign)):
            return None
        name, at = sign, (0, len(sign))
    if place is not None and not (
        name or _is_place(place, sure=bool(groups.get("day")), colon=bool(groups.get("colon")))
    ):
        return None
    start = m.start("sign") if sign else 0
    return Dateline(
        end=len(m.group().rstrip()),
        place=m.span("place") if place else None,
        agency=(start + at[0], start + at[1]) if at else None,
        agency_name=name,
        day=m.span("day") if groups.get("day") else None,
    )


def _is_place(words: str, *, sure: bool, colon: bool) -> bool:
    """Say whether words before a dash or colon are a place; with a day beside them, or in capitals, little is asked."""
    parts = [p.strip() for p in re.split(r"[,/]", words)]
    if any(p.upper().split(" ")[0] in _LABELS for p in parts):
        return False
    if is_dateline_place(parts[0]) or is_dateline_place(words):
        return True
    if sure:
        return len(words.split()) <= 4
    return not colon and len(parts) > 1 and parts[0].isupper() and len(parts[0]) > 3


def _agency(words: str) -> tuple[str | None, tuple[int, int] | None]:
    """Return the first agency in a signature ("AP", "Reuters/ANI", "BERNAMA-Xinhua") and where it stands there."""
    whole = agency_named(words)
    if whole:
        return whole.name, (0, len(words))
    for m in re.finditer(r"[^/,;&|]+", words):
        part = m.group().strip()
        found = agency_named(part)
        if found:
            start = m.start() + m.group().index(part)
            return found.name, (start, start + len(part))
    return None, None


def closing_agency(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the agency that signs at the end of a text, "… he said. (ANI)", and where, or None."""
    tail_start = max(0, len(text) - 60)
    m = _CLOSING.search(text, tail_start)
    if not m:
        return None
    name, at = _agency(m["sign"])
    return (name, (m.start("sign") + at[0], m.start("sign") + at[1])) if name and at else None
