"""When an article was published and changed: each witness in turn, the surest first. Never the day of the crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dateline.article.datelines import read_dateline
from dateline.article.dates import DateFound, Order, count_back, date_in_url, find_dates, read_timestamp
from dateline.article.days import day_of_year, latest_such_day
from dateline.article.doubts import doubts, is_ahead
from dateline.article.headers import glued_date, read_age_line, read_date_line
from dateline.article.rows import Row, Sheet
from dateline.model.article import Basis, Block, Cited
from dateline.model.page import Page
from dateline.model.span import Evidence

# Names of meta tags, the surest first, as publishers' systems write them.
_PUBLISHED: Final = tuple(
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "parsely-pub-date sailthru.date published_time publish-date publishdate publish_date published_date "
    "pubdate dc.date.issued dcterms.created dcterms.date dc.date dc.date.created dcterms.issued "
    "article.published cxenseparse:recs:publishtime date_published article_date_original "
    "originalpublicationdate rnews:datepublished citation_publication_date bt:pubdate og:pubdate pub_date "
    "publication_date uploaddate article.created datecreated date".split()
)
_MODIFIED: Final = tuple(
    "article:modified_time og:updated_time datemodified last-modified dcterms.modified article:modified lastmod".split()
)


@dataclass(frozen=True, slots=True)
class Dates:
    """Published and modified, and why either is empty."""

    published: Cited | None
    modified: Cited | None
    reasons: dict[str, str] = field(default_factory=dict)


Cite = Callable[[int, int], Evidence]


def read_dates(
    page: Page, sheet: Sheet, head: tuple[Row, ...], blocks: tuple[Block, ...], cite: Cite, *, own: bool
) -> Dates:
    """Read when an article was published and modified.

    Args:
        page: The page: what the sender said, its url, and when it was fetched.
        sheet: The page laid flat.
        head: Rows beside the article that are no part of its text.
        blocks: The article's own blocks.
        cite: Gives the evidence for a stretch of the page.
        own: Whether the page is this article's own, so that its metadata and url speak of it.
    """
    order = _order(sheet)
    witnesses = _witnesses(page, sheet, head, blocks, cite, order=order, own=own)
    said: list[Cited] = []
    for witness in witnesses:
        said += [witness] if witness else []
        if witness and not is_ahead(witness, page):
            break
    published = said[-1] if said and not is_ahead(said[-1], page) else None
    modified = _modified(page, sheet, head, cite, order, own=own)
    doubt = doubts(published, said, page, story_text(sheet, blocks))
    reasons = {"published": doubt or _why(page, head)} if doubt or not published else {}
    return Dates(published, modified, reasons)


def story_text(sheet: Sheet, blocks: tuple[Block, ...]) -> str:
    """Return the words of a story's paragraphs."""
    return "\n".join(b.page_span.of(sheet.text.content) for b in blocks if b.role == "paragraph")


def _witnesses(
    page: Page,
    sheet: Sheet,
    head: tuple[Row, ...],
    blocks: tuple[Block, ...],
    cite: Cite,
    *,
    order: Order | None,
    own: bool,
) -> Iterator[Cited | None]:
    if own and page.published:
        yield Cited(value=page.published.isoformat(), basis="given", precision="day")
    if own:
        said = _from_metadata(sheet, _PUBLISHED, "datePublished", order)
        found = date_in_url(page.url or sheet.metadata.canonical or "")
        printed = next(_from_lines(head, blocks, sheet, cite, order, updated=False), None)
        yield None if said and found and _is_night_before(found, said) else _local(said, printed)
    yield from _from_lines(head, blocks, sheet, cite, order, updated=False)
    if own:
        yield Cited(value=found.value, basis="url", precision="day") if found else None
        yield _from_times(sheet)
    ages = list(_from_ages(page, head, cite))
    yield from (c for c in ages if c.precision not in ("month", "year"))
    yield _from_dateline(page, sheet, blocks, cite)
    yield from ages
    if own:
        yield from _from_lines(head, blocks, sheet, cite, order, updated=True)
        yield _from_metadata(sheet, ("dcterms.modified",), "dateCreated", order)


def _local(said: Cited | None, printed: Cited | None) -> Cited | None:
    """Return the day that the outlet prints, where the metadata says it in universal time and another day."""
    if said is None or printed is None or said.precision != "minute" or printed.precision not in ("day", "minute"):
        return said
    apart = (date.fromisoformat(printed.value[:10]) - date.fromisoformat(said.value[:10])).days
    return printed if said.value.endswith(("Z", "+00:00")) and abs(apart) == 1 else said


def _is_night_before(found: DateFound, said: Cited) -> bool:
    """Say whether an address names the day before a time in UTC: the outlet's own day, west of Greenwich."""
    if not said.value.endswith(("Z", "+00:00")) or said.precision != "minute":
        return False
    return (date.fromisoformat(said.value[:10]) - date.fromisoformat(found.day)).days == 1


def _from_metadata(sheet: Sheet, names: tuple[str, ...], linked: str, order: Order | None) -> Cited | None:
    said = [sheet.metadata.linked.get(linked), *(sheet.metadata.meta.get(n) for n in names)]
    found = next((f for f in (read_timestamp(s, order=order) for s in said if s) if f), None)
    return _cited(found, "metadata") if found else None


def _cited(found: DateFound, basis: Basis, *evidence: Evidence) -> Cited:
    return Cited(value=found.value, basis=basis, precision=found.precision, evidence=evidence)


def _from_lines(
    head: tuple[Row, ...], blocks: tuple[Block, ...], sheet: Sheet, cite: Cite, order: Order | None, *, updated: bool
) -> Iterator[Cited]:
    """Yield the dates of lines that are dates, and those that a byline or a dateline carries."""
    for row in head:
        glued = glued_date(row.text + " .")
        found = glued[1] if glued else None
        line = read_date_line(row.text, order=order)
        if found or (line and line.updated == updated):
            date_found = found or (line.date if line else None)
            if date_found:
                yield _cited(date_found, "header", cite(row.start + date_found.start, row.start + date_found.end))
    for b in blocks:
        if b.role in ("byline", "dateline"):
            at = b.page_span
            for f in find_dates(at.of(sheet.text.content), order=order):
                yield _cited(f, "header" if b.role == "byline" else "text", cite(at.start + f.start, at.start + f.end))


def _from_times(sheet: Sheet) -> Cited | None:
    """Return the first time element's value; what comes after it is of comments and teasers."""
    found = next((f for f in (read_timestamp(value) for value, _ in sheet.metadata.times[:3]) if f), None)
    return _cited(found, "metadata") if found else None


def _from_ages(page: Page, head: tuple[Row, ...], cite: Cite) -> Iterator[Cited]:
    if page.fetched is None:
        return
    for row in head:
        line = read_age_line(row.text)
        back = count_back(line.age, page.fetched) if line else None
        if line and back:
            evidence = cite(row.start + line.age.start, row.start + line.age.end)
            yield Cited(value=back[0], basis="relative", precision=back[1], evidence=(evidence,))


def _from_dateline(page: Page, sheet: Sheet, blocks: tuple[Block, ...], cite: Cite) -> Cited | None:
    """Return the day of a dateline without a year, "Oct 13": the latest one before the page was fetched."""
    block = next((b for b in blocks if b.role == "dateline"), None)
    if block is None or page.fetched is None:
        return None
    at = block.page_span.start
    line = read_dateline(sheet.text.content[at : block.page_span.end + 1] + " …")
    named = day_of_year(sheet.text.content[at + line.day[0] : at + line.day[1]]) if line and line.day else None
    day = latest_such_day(*named, page.fetched.date()) if named else None
    if line is None or line.day is None or day is None:
        return None
    evidence = cite(at + line.day[0], at + line.day[1])
    return Cited(value=day.isoformat(), basis="text", precision="day", evidence=(evidence,))


def _modified(
    page: Page, sheet: Sheet, head: tuple[Row, ...], cite: Cite, order: Order | None, *, own: bool
) -> Cited | None:
    found = _from_metadata(sheet, _MODIFIED, "dateModified", order) if own else None
    found = found or next(iter(_from_lines(head, (), sheet, cite, order, updated=True)), None)
    return found if found and not is_ahead(found, page) else None


def _why(page: Page, head: tuple[Row, ...]) -> str:
    for row in head:
        line = read_age_line(row.text)
        if line and page.fetched is None:
            age = row.text[line.age.start : line.age.end]
            return f"the page says only {age!r}, and when it was fetched is not known"
        if line:
            age = row.text[line.age.start : line.age.end]
            return f"the page says only {age!r}, and the time of day it was fetched is not known"
    return "no date is given, printed beside the story, or said in metadata or address"


def _order(sheet: Sheet) -> Order | None:
    """Say how the page writes 3/4/2024: by its language tag, where that names a country."""
    tag = (sheet.metadata.language or "").lower().replace("_", "-")
    if tag == "en-us":
        return "mdy"
    return "dmy" if "-" in tag and tag.split("-")[0] in ("en", "fr", "es", "de", "it", "pt") else None
