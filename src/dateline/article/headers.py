"""Lines beside an article that say when and by whom: "date 2024-08-29", "Middle East Eye3 days ago", "• The Hindu"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.article.dates import Age, DateFound, Order, find_age, find_dates
from dateline.world.outlets import outlet_named

_LONGEST: Final = 130
_LABEL: Final = (
    r"(?:app-?store|play-?store|date|time|published|updated|posted|last|modified|first|created|on|at|:|\||·|•|,|\s)*"
)
# What may be left of a line once its date is taken out: labels, weekdays, zones.
_REST: Final = re.compile(
    r"(?i)\b(?:date|time|published|publi[ée]|publication|updated|update|posted|last|modified|first|created|uploaded|on|at|by|in|from|the|am|pm|est|edt|pst"
    r"|pdt|cst|cdt|et|pt|ct|gmt|utc|bst|ist|cet|cest|aest|aedt|uk|hrs?|mins?|read|reading|min|story|article|filed|issued|release"
    r"|minutes?|mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|a\.m|p\.m)\b|[\W\d_]+"
)
_LABELED: Final = re.compile(
    r"(?i)^\W*(?:(?:written|reported|posted) )?(?:by|par|por|von|di)\b"
    r"|\b(?:published|posted|updated|uploaded|publish date)\b"
)
_UPDATED: Final = re.compile(r"(?i)\b(?:updated?|modified|edited|aktualisiert|actualizado)\b")
_GLUED: Final = re.compile(
    r"(?i)\s*(?P<label>(?:(?:app-?store|play-?store|date|time|published(?: on)?|posted(?: on)?|updated(?: on)?)"
    r"[\s:]*)+)"
    r"(?P<date>(?:19|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?\s+(?=\S)"
)
# Words that the names of newspapers, broadcasters and news sites are made of; "World News" alone is a section.
_MASTHEAD: Final = frozenset(
    "Times Post Herald Tribune Courier Monitor Sentinel Gazette Chronicle Journal Telegraph Express Mirror Guardian "
    "Observer Weekly Review Press Ledger Standard Globe Independent Dispatch Examiner Inquirer Register Argus Echo "
    "Advertiser Bulletin Mercury Messenger Broadcasting Reporter Wire Daily".split()
)
_BULLET: Final = re.compile(r"^[\s•·*|–—\-]+")


@dataclass(frozen=True, slots=True)
class AgeLine:
    """A line that says how old a story is, and perhaps whose it is: places in the line."""

    age: Age
    outlet: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says a date and little else."""

    date: DateFound
    updated: bool


def read_age_line(text: str) -> AgeLine | None:
    """Read "Middle East Eye3 days ago", "time5 hours ago" or "2 days ago"; None for any other line."""
    if len(text) > _LONGEST or text[-3:].lower() not in ("ago", "day", "now"):
        return None
    age = find_age(text)
    if age is None or age.end != len(text):
        return None
    before = text[: age.start]
    lead = _BULLET.match(before)
    start = lead.end() if lead else 0
    m = re.search(rf"(?i)(?:(?<=\s)|^|(?<=[a-z])){_LABEL}$", before)
    end = m.start() if m and start <= m.start() else len(before)
    words = before[start:end].rstrip(" -–—|·•,:")
    if not words:
        return AgeLine(age, None)
    if (
        len(words) > 45
        or len(words.split()) > 6
        or not (words[0].isupper() or words[0].isdigit() or not words[0].isascii())
    ):
        return None
    return AgeLine(age, (start, start + len(words)))


def read_date_line(text: str, *, order: Order | None = None) -> DateLine | None:
    """Read a line that is a date with labels, a clock and a zone at most; None for any other line."""
    if len(text) > _LONGEST:
        return None
    found = next(find_dates(text, order=order), None)
    if found is None:
        return None
    others = [f for f in find_dates(text, order=order) if f.start >= found.end]
    rest = text[: found.start] + " " + text[found.end :]
    for f in others:
        rest = rest.replace(text[f.start : f.end], " ")
    left = len(_REST.sub("", rest))
    labeled = _LABELED.search(text) is not None
    if left > (60 if labeled else 30) or (left > 24 and text.endswith(".") and not labeled):
        return None
    return DateLine(found, bool(_UPDATED.search(text[: found.start])))


def glued_date(text: str) -> tuple[int, DateFound] | None:
    """Return where a date header glued to the front of a paragraph ends, and its date."""
    m = _GLUED.match(text)
    found = next(find_dates(text[: m.end()]), None) if m else None
    return (m.end(), found) if m and found else None


def looks_like_outlet(text: str) -> bool:
    """Say whether a line is an outlet's name: a known one, or a short name with a word that mastheads are made of."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 45 or not text[:1].isupper():
        return False
    if outlet_named(text):
        return True
    named = len(words) > 1 and all(w[0].isupper() or w in ("of", "and", "de", "la", "&") for w in words)
    last = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return named and last in _MASTHEAD and not text.endswith((".", ":", "!", "?"))


def outlet_in(text: str) -> tuple[int, int] | None:
    """Return where a line that is nothing but an outlet's name, or its name and an age, has that name."""
    line = read_age_line(text)
    if line:
        return line.outlet
    m = _BULLET.match(text)
    start = m.end() if m else 0
    words = text[start:].strip()
    # A bullet with a short name under a headline is how aggregators print the outlet, known to us or not.
    named = m is not None and len(words) <= 45 and len(words.split()) <= 4 and not words[:1].islower()
    named = named and not any(c.isdigit() for c in words)
    return (start, start + len(words)) if words and (named or outlet_named(words)) else None
