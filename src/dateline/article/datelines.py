"""Datelines: "New Delhi, Feb 26 (IANS)", "JERUSALEM —", "LONDON (Reuters) -", "New Delhi:", "(AP) -", or a line."""

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
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = (
    rf"(?:(?:(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Satur|Sun)(?:day)?,?\s)?"
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:,?\s(?:19|20)\d\d)?)"
)
_DASH: Final = r"(?:[-–—―]{1,3}|--)"
_SIGN: Final = r"(?:(?P<slash>/)|[\(\[])(?P<sign>(?(slash)[^()\[\]/\n]{2,32}|[^()\[\]\n]{2,48}))(?(slash)/|[\)\]])"
_TELLS: Final = r"(?=\s|[\"“'‘A-Z])"
_THEN_DAY: Final = rf"(?:\s?[,.]|\s?{_DASH})\s(?P<day>{_DAY})"
_FORMS: Final = (
    # New Delhi, Feb 26 (IANS) …   BEIJING, June 3 (Xinhua) -- …   OSLO, June 3. /NTB/. …   KYIV. June 5 (AFP) – …
    re.compile(rf"(?P<place>{_PLACE}?){_THEN_DAY}\.?,?\s{_SIGN}(?:\s?(?P<end>{_DASH}|:|\.))?(?=\s|$)"),
    # Oslo, June 3, NTB: …   ACCRA, JUNE 3, GNA – …   OSLO, Norway, June 3. NTB. …
    re.compile(rf"(?P<place>{_PLACE}?){_THEN_DAY}[.,]?\s(?:{_DASH}\s)?(?P<bare>{_NAME}?)\s?(?:{_DASH}|:|\.)(?=\s)"),
    # WASHINGTON (AP) — …   DAMASCUS, (SANA)- …   LONDON--(BUSINESS WIRE)-- …   [New Delhi] [India] is the reader's
    re.compile(rf"(?P<place>{_PLACE}?)(?:\s|,\s|--){_SIGN}\s?(?:{_DASH}|:|(?(slash)\.|:)){_TELLS}"),
    # New Delhi [India], July 24 (ANI): …
    re.compile(
        rf"(?P<place>{_PLACE}?)\s[\(\[][^()\[\]\n]{{2,32}}[\)\]],?\s(?P<day>{_DAY})\s{_SIGN}(?:\s?(?:{_DASH}|:))?(?=\s|$)"
    ),
    # NEW DELHI, Feb 26 — …   Oslo, Norway – 5 June 2026: …
    re.compile(rf"(?P<place>{_PLACE}?)(?:\s?,|\s?{_DASH}(?=\s))\s?(?P<day>{_DAY})\.?,?\s?(?:{_DASH}|:){_TELLS}"),
    # GENEVA (5 June 2026) – …
    re.compile(rf"(?P<place>{_PLACE}?),?\s\((?P<day>{_DAY})\)\s?(?:{_DASH}|:){_TELLS}"),
    # OSLO, Norway, June 3. …
    re.compile(rf"(?P<place>{_PLACE}?),\s(?P<day>{_DAY})(?P<stop>\.)(?=\s)"),
    # Doha - QNA: …
    re.compile(rf"(?P<place>{_PLACE}?)\s?{_DASH}\s?(?P<bare>{_NAME}?)\s?:(?=\s)"),
    # JERUSALEM — …   New Delhi: …
    re.compile(rf"(?P<place>{_PLACE})\s?(?:(?P<colon>:)|\s?{_DASH}|\s\|)(?=\s|[\"“'‘])\s*(?=\S)"),
    # (ANSA) - ROME, JUN 5 - …
    re.compile(rf"{_SIGN}\s?{_DASH}\s(?P<place>{_PLACE}?),\s(?P<day>{_DAY})\s?(?:{_DASH}|:)(?=\s)"),
    # (Reuters) - …
    re.compile(rf"{_SIGN}\s?(?:{_DASH}|:){_TELLS}"),
)
_LONE_FORMS: Final = (
    # New Delhi, 05 June 2026   RAMALLAH, June 5 (WAFA) –
    re.compile(
        rf"(?P<place>{_PLACE}?)(?:{_THEN_DAY}|,?\s\((?P<inside>{_DAY})\))\.?(?:,?\s{_SIGN})?\s?(?:{_DASH}|:|\.)?"
    ),
    # WASHINGTON (AP) —
    re.compile(rf"(?P<place>{_PLACE}?),?\s{_SIGN}\s?(?:{_DASH}|:|\.)?"),
)
# All capitals before a dash or colon that are labels, not places.
_LABELS: Final = frozenset(
    "BREAKING WATCH EXCLUSIVE UPDATE UPDATED LIVE VIDEO PHOTOS READ OPINION ANALYSIS EDITORIAL NOTE WARNING FACT "
    "QUESTION ANSWER TOPSHOT CORRECTION EXPLAINED EXPLAINER INTERVIEW REVIEW Q A PS NB FAQ TLDR "
    "RELATED MORE ALERT FILE".split()
)
_SHORT_SIGN: Final = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z]")
_NAMED_SIGN: Final = re.compile(r"[A-Z][\w&.’'-]+(?: [A-Z][\w&.’'-]+){0,3}")
_DAY_WORD: Final = re.compile(rf"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_MONTH}|(?:last )?updated?|local.*")
_SITE: Final = re.compile(r"(?:[\w-]{3,}\.)+\w{2,3}\s?,\s(?=\S)")
"""An outlet's address before its place: "NORLAND.COM, Aldmoor"."""
_LOUD: Final = 4
"""So many letters a word in capitals has at least that is a name rather than an acronym."""
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
    if not head or not any(c in head for c in "():—–-―[|/."):
        return None
    for form in _FORMS:
        m = form.match(head)
        if m:
            found = _checked(m)
            if found and text[found.end :].strip():
                return found
    return None if head.isascii() else _in_other_letters(head)


def read_lone_dateline(text: str) -> Dateline | None:
    """Return the dateline that a whole line is: a place that news comes from and a day or an agency, or None."""
    if len(text) > _LONGEST:
        return None
    for form in _LONE_FORMS:
        m = form.fullmatch(text)
        found = _checked(m) if m else None
        if m and found and _is_known(m["place"]):
            return found
    return None


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
    place, which = groups.get("place"), "bare" if groups.get("bare") else "sign"
    sign, day = groups.get(which), "inside" if groups.get("inside") else "day"
    dated = bool(groups.get(day))
    name, at = _agency(sign) if sign else (None, None)
    if sign and name is None:
        if which == "bare" or not (place and dated and _may_sign(sign, closed=groups.get("end") not in (None, "."))):
            return None
        name, at = sign, (0, len(sign))
    known = name is not None and (which == "sign" or dated)
    if groups.get("stop") and not (place or "").split(",")[0].isupper():
        return None
    if place is not None and not (known or _is_place(place, sure=dated, colon=bool(groups.get("colon")))):
        return None
    start = m.start(which) if sign else 0
    site = _SITE.match(place) if place else None
    return Dateline(
        end=len(m.group().rstrip()),
        place=(m.start("place") + (site.end() if site else 0), m.end("place")) if place else None,
        agency=(start + at[0], start + at[1]) if at else None,
        agency_name=name,
        day=m.span(day) if dated else None,
    )


def _may_sign(words: str, *, closed: bool) -> bool:
    """Say whether words in brackets beside a place and a day are an agency that we need not know.

    A short sign is enough; a name needs the dash behind it.
    """
    if _DAY_WORD.fullmatch(words):
        return False
    return _SHORT_SIGN.fullmatch(words) is not None or (closed and _NAMED_SIGN.fullmatch(words) is not None)


def _is_known(words: str) -> bool:
    parts = [p.strip() for p in re.split(r"[,/]", words)]
    return is_dateline_place(parts[0]) or is_dateline_place(words)


def _is_place(words: str, *, sure: bool, colon: bool) -> bool:
    """Say whether words before a dash or colon are a place; with a day beside them, or in capitals, little is asked."""
    parts = [p.strip() for p in re.split(r"[,/]", words)]
    if any(p.upper().split(" ")[0] in _LABELS for p in parts):
        return False
    if _is_known(words):
        return True
    if sure:
        return len(words.split()) <= 4
    return not colon and len(parts) > 1 and parts[0].isupper() and len(parts[0]) >= _LOUD


def _agency(words: str) -> tuple[str | None, tuple[int, int] | None]:
    """Return the first agency in a signature ("AP", "Reuters/ANI", "BERNAMA-Xinhua") and where it stands there."""
    whole = _named(words)
    if whole:
        return whole, (0, len(words))
    for m in re.finditer(r"[^/,;&|]+", words):
        part = m.group().strip()
        found = _named(part)
        if found:
            start = m.start() + m.group().index(part)
            return found, (start, start + len(part))
    return None, None


def _named(words: str) -> str | None:
    """Return the name we use for an agency, which may sign in capitals."""
    found = agency_named(words) or (agency_named(words.title()) if words.isupper() and len(words) > _LOUD else None)
    return found.name if found else None


def closing_agency(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the agency that signs at the end of a text, "… he said. (ANI)", and where, or None."""
    tail_start = max(0, len(text) - 60)
    m = _CLOSING.search(text, tail_start)
    if not m:
        return None
    name, at = _agency(m["sign"])
    return (name, (m.start("sign") + at[0], m.start("sign") + at[1])) if name and at else None
