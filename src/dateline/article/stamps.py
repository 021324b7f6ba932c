"""Dates that the markup says: structured data, meta tags, time elements, and what scripts carry as a last resort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.article.dates import DateFound, Habit, read_timestamp
from dateline.article.metadata import Metadata, TimeElement
from dateline.article.rows import Sheet

# Names of meta tags and of properties, the surest first, as publishers' systems write them.
PUBLISHED: Final = tuple(
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "parsely-pub-date sailthru.date published_time publish-date publishdate publish_date published_date "
    "pubdate dc.date.issued dcterms.created dcterms.date dc.date dc:date dc:created dc.date.created dcterms.issued "
    "article.published cxenseparse:recs:publishtime date_published article_date_original "
    "originalpublicationdate rnews:datepublished citation_publication_date citation_date bt:pubdate og:pubdate "
    "pub_date publication_date published_at iso-8601-publish-date og:datepublished uploaddate article.created "
    "datecreated date".split()
)
MODIFIED: Final = tuple(
    "article:modified_time og:article:modified_time og:updated_time datemodified last-modified last_modified "
    "dcterms.modified dc.date.modified article:modified article:updated_time "
    "lastmod lastdate article_date_updated revision_date".split()
)
# Names no list foresees: "nastooh:publishDate", "DCSext.articleFirstPublished".
_SAYS_PUBLISHED: Final = re.compile(
    r"(?:date|time|day|on|at)?[_.:-]?(?:first|originally?|article)?[_.:-]?publi(?:sh(?:ed)?|cation)[_.:-]?(?:date|time|day|on|at)?$"
    r"|pub[_.:-]?date$|(?:issue|release|post(?:ed)?|display|creation|created)[_.:-]?(?:date|time|on|at)$"
    r"|date[_.:-]?(?:issued|posted|release)$"
)
_NOT: Final = re.compile(r"modif|updat|expir|last|publisher|render|server|cache|event|copyright")
_SCRIPTED: Final = re.compile(
    r"[\"']?\b(?:datePublished|date_published|publish(?:ed)?_?(?:Date|At|Time|date|at|time)|pub_?[Dd]ate|publication_?[Dd]ate"
    r"|(?:original|first)_?[Pp]ublish(?:ed)?_?(?:Date|date|At|at)|articlePubDate|display_date)\\?[\"']?\s*[:=]\s*\\?[\"']"
    r"(?P<value>(?:19|20)\d\d-\d\d-\d\d[^\"'\\]{0,24})"
)


def stamped(sheet: Sheet, names: tuple[str, ...], linked: str, habit: Habit) -> DateFound | None:
    """Return the first date that a field of the structured data or one of these meta tags says."""
    said = [sheet.metadata.linked.get(linked), *(sheet.metadata.meta.get(n) for n in names)]
    return next((f for f in (read_timestamp(s, habit=habit) for s in said if s) if f), None)


def stamped_days(sheet: Sheet, habit: Habit) -> set[str]:
    """Return all days that the structured data and meta tags name."""
    said = [sheet.metadata.linked.get(k) for k in ("datePublished", "dateModified", "dateCreated")]
    said += [sheet.metadata.meta.get(name) for name in (*PUBLISHED, *MODIFIED)]
    return {f.day for s in said if s and (f := read_timestamp(s, habit=habit))}


def named_alike(metadata: Metadata, habit: Habit) -> DateFound | None:
    """Return the date of a meta tag whose name says that it is of publication, though no list has it."""
    for name, said in metadata.meta.items():
        if _SAYS_PUBLISHED.search(name) and not _NOT.search(name):
            found = read_timestamp(said, habit=habit)
            if found:
                return found
    return None


def timed(sheet: Sheet, low: int, high: int, *, updated: bool = False) -> DateFound | None:
    """Return the date of a time element: one of this stretch of the page, else the first; the rest are of teasers.

    Args:
        sheet: The page laid flat.
        low, high: Where headline and first paragraph stand.
        updated: Whether to look for elements that say they are of a change.
    """
    times = sheet.metadata.times
    near = [t for t in times if low <= _place(sheet, t) <= high]
    for t in near or times[:3]:
        found = read_timestamp(t.value) if t.changed == updated else None
        if found:
            return found
    return None


def _place(sheet: Sheet, element: TimeElement) -> int:
    return sheet.rows[element.row].start if element.row < len(sheet.rows) else len(sheet.text.content)


def scripted(content: str) -> DateFound | None:
    """Return the day of publication that a page's scripts say, if they all say the same one."""
    days = {f.day: f for f in _scripted(content)}
    return next(iter(days.values())) if len(days) == 1 else None


def _scripted(content: str) -> Iterator[DateFound]:
    for m in _SCRIPTED.finditer(content):
        found = read_timestamp(m["value"])
        if found:
            yield found
