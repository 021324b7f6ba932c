"""When an article was published and changed: each witness in turn, the surest first. Never the day of the crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dateline.article.ages import count_back
from dateline.article.datelines import read_dateline, read_lone_dateline
from dateline.article.dates import EITHER, DateFound, Habit, date_in_url
from dateline.article.days import day_of_year, latest_such_day
from dateline.article.doubts import doubts, is_ahead
from dateline.article.habits import habit_of
from dateline.article.headers import read_age_line, read_date_line
from dateline.article.printed import Printed, printed_dates
from dateline.article.rows import Row, Sheet
from dateline.article.stamps import MODIFIED, PUBLISHED, named_alike, scripted, stamped, stamped_days, timed
from dateline.model.article import Basis, Block, Cited
from dateline.model.page import Page
from dateline.model.span import Evidence

_DAYS = ("day", "hour", "minute")


@dataclass(frozen=True, slots=True)
class Dates:
    """Published and modified, and why either is empty or open to doubt."""

    published: Cited | None
    modified: Cited | None
    reasons: dict[str, str] = field(default_factory=dict)


Cite = Callable[[int, int], Evidence]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the witnesses are asked about: the page, the story on it, and how the page writes its dates."""

    page: Page
    sheet: Sheet
    head: tuple[Row, ...]
    blocks: tuple[Block, ...]
    cite: Cite
    habit: Habit
    printed: Printed


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
    lines = [row.text for row in head] + [b.page_span.of(sheet.text.content) for b in blocks if b.role == "byline"]
    habit = habit_of(page, sheet, [*lines, *(sheet.metadata.meta.values() if own else ())])
    printed = printed_dates(sheet, head, blocks, cite, habit)
    story = _Beside(page, sheet, head, blocks, cite, habit, printed)
    said: list[Cited] = []
    for witness in _witnesses(story, own=own):
        said += [witness] if witness else []
        if witness and not is_ahead(witness, page):
            break
    published = said[-1] if said and not is_ahead(said[-1], page) else None
    modified = _modified(story, published, own=own)
    doubt = doubts(published, said, page, story_text(sheet, blocks))
    doubt = doubt or _only_changed(published, printed) or _otherwise(story, published, own=own)
    reasons = {"published": doubt or _why(page, head, habit)} if doubt or not published else {}
    return Dates(published, modified, reasons)


def story_text(sheet: Sheet, blocks: tuple[Block, ...]) -> str:
    """Return the words of a story's paragraphs."""
    return "\n".join(b.page_span.of(sheet.text.content) for b in blocks if b.role == "paragraph")


def _witnesses(story: _Beside, *, own: bool) -> Iterator[Cited | None]:
    sheet, printed = story.sheet, story.printed
    if own and story.page.published:
        yield Cited(value=story.page.published.isoformat(), basis="given", precision="day")
    found = date_in_url(story.page.url or sheet.metadata.canonical or "") if own else None
    if own:
        said = _cited(stamped(sheet, PUBLISHED, "datePublished", story.habit), "metadata")
        yield _own_day(story, said, found) if said else None
    yield from printed.published
    if own:
        yield _from_feed(story.page)
        yield _cited(found, "url")
        yield _cited(timed(sheet, *_over(story)), "metadata")
        yield _cited(named_alike(sheet.metadata, story.habit), "metadata")
    ages = list(_from_ages(story))
    yield from (c for c in ages if c.precision not in ("month", "year"))
    yield _from_dateline(story)
    yield from ages
    if own:
        yield from printed.updated
        yield _cited(stamped(sheet, (), "pagePublished", story.habit), "metadata")
        yield _cited(stamped(sheet, ("dcterms.modified",), "dateCreated", story.habit), "metadata")
        yield _cited(scripted(story.page.content), "metadata") if sheet.markup else None


def _from_feed(page: Page) -> Cited | None:
    """Return the time that a feed gives, as it gives it: the outlet's own word, where the page itself says nothing."""
    said = page.listed.published if page.listed else None
    return Cited(value=said.isoformat(timespec="minutes"), basis="feed", precision="minute") if said else None


def _cited(found: DateFound | None, basis: Basis) -> Cited | None:
    return Cited(value=found.value, basis=basis, precision=found.precision) if found else None


def _over(story: _Beside) -> tuple[int, int]:
    """Return the stretch of the page from a little over the headline to the end of the first paragraph."""
    starts = [b.page_span.start for b in story.blocks if b.role == "headline"]
    ends = [b.page_span.end for b in story.blocks if b.role == "paragraph"]
    start = starts[0] if starts else min((b.page_span.start for b in story.blocks), default=0)
    return max(0, start - 200), ends[0] if ends else start + 1000


def _own_day(story: _Beside, said: Cited, address: DateFound | None) -> Cited | None:
    """Return the day that the outlet prints where the metadata says another, else what it says; None to ask further.

    Metadata in universal time may be a day off. And many outlets print the day of the version they show: where that
    stands under the headline, and the metadata has that day too, it is the outlet's own day.
    """
    printed = story.printed.published
    if any(c.value[:10] == said.value[:10] for c in printed):
        return said
    if address and _is_night_before(address, said):
        return None
    if printed and _is_universal(said) and printed[0].precision in _DAYS and abs(_apart(printed[0], said)) == 1:
        return printed[0]
    under = next(iter(story.printed.under), None)
    if under and abs(_apart(under, said)) > 1 and under.value[:10] in stamped_days(story.sheet, story.habit):
        return under
    return said


def _apart(one: Cited, other: Cited) -> int:
    """Return how many days lie between two dates that are fine enough, else 0."""
    if one.precision not in _DAYS or other.precision not in _DAYS:
        return 0
    return (date.fromisoformat(one.value[:10]) - date.fromisoformat(other.value[:10])).days


def _is_universal(said: Cited) -> bool:
    return said.precision == "minute" and said.value.endswith(("Z", "+00:00"))


def _is_night_before(found: DateFound, said: Cited) -> bool:
    """Say whether an address names the day before a time in UTC: the outlet's own day, west of Greenwich."""
    return _is_universal(said) and (date.fromisoformat(said.value[:10]) - date.fromisoformat(found.day)).days == 1


def _from_ages(story: _Beside) -> Iterator[Cited]:
    if story.page.fetched is None:
        return
    for row in story.head:
        line = read_age_line(row.text)
        back = count_back(line.age, story.page.fetched) if line else None
        if line and back:
            evidence = story.cite(row.start + line.age.start, row.start + line.age.end)
            yield Cited(value=back[0], basis="relative", precision=back[1], evidence=(evidence,))


def _from_dateline(story: _Beside) -> Cited | None:
    """Return the day of a dateline without a year, "Oct 13": the latest one before the page was fetched."""
    block = next((b for b in story.blocks if b.role == "dateline"), None)
    if block is None or story.page.fetched is None:
        return None
    at = block.page_span.start
    words = story.sheet.text.content[at : block.page_span.end]
    line = read_dateline(f"{words} …") or read_lone_dateline(words)
    if line is None or line.day is None:
        return None
    start, end = at + line.day[0], at + line.day[1]
    named = day_of_year(story.sheet.text.content[start:end])
    day = latest_such_day(*named, story.page.fetched.date()) if named else None
    if day is None:
        return None
    return Cited(value=day.isoformat(), basis="text", precision="day", evidence=(story.cite(start, end),))


def _modified(story: _Beside, published: Cited | None, *, own: bool) -> Cited | None:
    """Return when the article was changed; a change before the publication is none."""
    sheet = story.sheet
    found = _cited(stamped(sheet, MODIFIED, "dateModified", story.habit), "metadata") if own else None
    found = found or next(iter(story.printed.updated), None)
    found = found or (_cited(timed(sheet, *_over(story), updated=True), "metadata") if own else None)
    if found is None or is_ahead(found, story.page):
        return None
    early = published and published.precision in _DAYS and found.value[:10] < published.value[:10]
    return None if early else found


def _only_changed(published: Cited | None, printed: Printed) -> str | None:
    """Say so where the day of a change stands for that of publication, because the page says no other."""
    only = published is not None and published in printed.updated and published not in printed.published
    return "the page says only when it was changed" if only else None


def _otherwise(story: _Beside, published: Cited | None, *, own: bool) -> str | None:
    """Say so where metadata and the line under the headline are more than a night apart."""
    said = _cited(stamped(story.sheet, PUBLISHED, "datePublished", story.habit), "metadata") if own else None
    line = next(iter(story.printed.published), None)
    if published is None or line is None or said is None or abs(_apart(line, said)) <= 1:
        return None
    if published.basis == "metadata":
        return f"the page prints {line.value[:10]} beside the story"
    return f"the page's metadata says {said.value[:10]}" if published.basis == "header" else None


def _why(page: Page, head: tuple[Row, ...], habit: Habit) -> str:
    for row in head:
        line = read_age_line(row.text)
        if line:
            age = row.text[line.age.start : line.age.end]
            unknown = "when it was fetched" if page.fetched is None else "the time of day it was fetched"
            return f"the page says only {age!r}, and {unknown} is not known"
        either = read_date_line(row.text, habit=EITHER)
        if either and not read_date_line(row.text, habit=habit):
            found = either.dates[0][0]
            return f"the page says only {row.text[found.start : found.end]!r}, which can be read as either of two days"
    return "no date is given, printed beside the story, or said in metadata or address"
