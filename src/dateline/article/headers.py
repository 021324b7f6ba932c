"""Lines beside an article that say when and by whom: "date 2024-08-29", "Middle East Eye3 days ago", "• The Hindu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dateline.article.ages import Age, find_age
from dateline.article.dates import PLAIN, DateFound, Habit, find_dates
from dateline.article.months import plain_digits
from dateline.world.outlets import outlet_named

_LONGEST: Final = 130
_LITTLE: Final = 4
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
_UPDATED: Final = re.compile(
    r"(?i)(?:\b|(?<=\d))(?:updated?|modified|edited|amended|revised|aktualisiert|actualizado|atualizado|aggiornato"
    r"|mis à jour|modifié|bijgewerkt|zaktualizowano|güncelleme|обновлено)\b"
)
_PUBLISHED: Final = re.compile(
    r"(?i)\b(?:(?:first |originally )?published|posted|publish date|publicado|publié|veröffentlicht|pubblicato)\b"
)
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
# The lines that embedded posts of others end with: "— Anna Lund (@alund) March 12, 2024".
_EMBEDDED: Final = re.compile(r"\(@\w+\)|^(?:First )?[Rr]elease [Dd]ate\b|^(?:Photo|Image|Picture)\b")
_SMALL: Final = frozenset(("and", "by", "for", "of", "the", "in", "at", "with", "de", "y", "et", "und"))
_DATED: Final = re.compile(r"(?:19|20)\d\d|\d[/.]\d{1,2}[/.]\d\d")
_ENDING: Final = re.compile(r"(?<=[^\W\d_])[\s|,·–-]{0,4}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")
_BULLET: Final = re.compile(r"^[\s•·*|–—\-]+")


@dataclass(frozen=True, slots=True)
class AgeLine:
    """A line that says how old a story is, and perhaps whose it is: places in the line."""

    age: Age
    outlet: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says dates and little else.

    Args:
        dates: Its dates, each with whether the words before it say that it is of a change.
        labeled: Whether its words say that the first of them is of publication.
    """

    dates: tuple[tuple[DateFound, bool], ...]
    labeled: bool = False

    @property
    def published(self) -> DateFound | None:
        """The first date that is not of a change."""
        return next((found for found, updated in self.dates if not updated), None)

    @property
    def updated(self) -> DateFound | None:
        """The last date of a change; of two dates without a word, the second is one."""
        said = [found for found, updated in self.dates if updated]
        if said:
            return said[-1]
        days = [found for found, _ in self.dates]
        return days[1] if len(days) == 2 and days[1].value > days[0].value else None


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


@lru_cache(maxsize=1 << 12)
def read_date_line(text: str, *, habit: Habit = PLAIN) -> DateLine | None:
    """Read a line that is a date with labels, names, a clock and a zone at most; None for any other line.

    Remembered, for headlines, layout and dates ask it of the same lines.
    """
    if len(text) > _LONGEST or not _DATED.search(plain_digits(text)) or _EMBEDDED.search(text):
        return None
    found = list(find_dates(text, habit=habit, short=True))
    if not found:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    for f in found[1:]:
        rest = rest.replace(text[f.start : f.end], " ")
    left = len(_REST.sub("", rest))
    labeled = _LABELED.search(text) is not None
    named = _is_names(text[: found[0].start]) and len(_REST.sub("", rest[found[0].start :])) <= _LITTLE
    if left > (60 if labeled or named else 30) or (left > 24 and text.endswith(".") and not labeled):
        return None
    return DateLine(tuple(_told_apart(text, found)), _PUBLISHED.search(text[: found[0].start]) is not None)


def _told_apart(text: str, dates: list[DateFound]) -> Iterator[tuple[DateFound, bool]]:
    """Yield the dates of a line with whether each is of a change: its own label says so, the words right before it."""
    end = 0
    for found in dates:
        label = text[end : found.start]
        first = label.lower().rfind("publish")
        changed = max((m.start() for m in _UPDATED.finditer(label)), default=-1)
        yield found, changed > first
        end = found.end


def _is_names(words: str) -> bool:
    """Say whether what stands before a date can be names of people and outlets alone: every word a capital."""
    return all(w[0].isupper() or not w[0].isalpha() or w in _SMALL for w in words.split())


def glued_date(text: str) -> tuple[int, DateFound] | None:
    """Return where a date header glued to the front of a paragraph ends, and its date."""
    m = _GLUED.match(text)
    found = next(find_dates(text[: m.end()]), None) if m else None
    return (m.end(), found) if m and found else None


def before_digits(text: str) -> str:
    """Return what stands before the digits that end a line: an outlet's name, where a date is glued to it.

    Of a date that may be read in two ways, "03-04-2025", nothing else is known.
    """
    return _ENDING.sub("", text)


def looks_like_outlet(text: str) -> bool:
    """Say whether a line is an outlet's name: a known one, or a short name with a word that mastheads are made of.

    A date may be glued to it.
    """
    text = before_digits(text)
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
