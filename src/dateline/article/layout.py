"""A story's rows in their roles: headline, standfirst, byline, dateline, paragraphs, and what stands beside them."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from dateline.article import hints
from dateline.article.classify import Judged
from dateline.article.compose import Part
from dateline.article.crediting import credits_staff
from dateline.article.datelines import read_dateline, read_lone_dateline
from dateline.article.dates import EITHER
from dateline.article.drafts import Draft
from dateline.article.entries import entry_times
from dateline.article.headers import DateLine, looks_like_outlet, read_age_line, read_date_line
from dateline.article.rows import Sheet
from dateline.article.segment import is_headline
from dateline.model.article import Role
from dateline.world.outlets import agency_named

_HEAD: Final = 14
_TOP: Final = 5
_FAR: Final = 40
_BEHIND: Final = 10
_SHORT: Final = 160
_SIGNED: Final = re.compile(
    r"(?i)^(?:\W*(?:written |reported |posted |published |story |words )?by:?\s+[A-ZÀ-Ž]|reporting by |edited by )"
)
_SURELY: Final = 1.0
_LABELED: Final = re.compile(r"(?i)\b(?:published|posted|updated)\b")
_NO_STANDFIRST: Final = ("hint figure", "links", "writer", "outlet")
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


def lay_out(sheet: Sheet, judged: list[Judged], draft: Draft) -> None:
    """Give each row of a story its role, and gather the lines beside it.

    Args:
        sheet: The page laid flat.
        judged: Its rows, judged.
        draft: The story; its parts and the lines beside it are written here.
    """
    parts: list[Part] = []
    if draft.headline is not None:
        parts.append(Part(judged[draft.headline].row, "headline"))
    draft.body = _without_top(judged, draft)
    _take_dates_out(judged, draft)
    times = entry_times(judged, draft.body)
    first = draft.body[0] if draft.body else (draft.headline or 0) + 1
    low = max(first - _HEAD, (draft.headline + 1) if draft.headline is not None else 0)
    after = draft.body[-1] + 1 if draft.body else first
    for n in [*range(low, first), *range(after, min(after + 3, len(judged)))]:
        _beside(judged[n], n, draft, parts, before=n < first)
    body = set(draft.body)
    inside = range(first, min(max(first + _HEAD, _third(judged, draft.body)), after))
    beside = [n for n in inside if n not in body and n not in times and _dates(judged[n])]
    draft.head += [n for n in beside if n < first + _HEAD or _says_more(judged[n])]
    parts += [Part(judged[n].row, "byline") for n in inside if n not in body and _is_signed(judged[n])]
    if not draft.body and draft.headline is not None:
        for n in range(draft.headline + 1, min(draft.headline + 5, len(judged))):
            if judged[n].row.tag in _SUBHEADS and not _is_standfirst(judged[n]):
                break  # the heading of another story
            _beside(judged[n], n, draft, parts, before=True)
    if draft.headline is not None and draft.kind == "article":
        far = _far(judged, draft.headline, first)
        draft.head += (
            far if not any(_dates(judged[n]) for n in draft.head) else [n for n in far if not _dates(judged[n])]
        )
    if draft.body and not any(_dates(judged[n]) for n in draft.head):
        draft.head += _only_day(judged, range(after, min(after + _BEHIND, len(judged))))
        draft.head += [n for n in range(first, after) if n not in body and _is_published(judged[n])][:1]
    draft.head = list(dict.fromkeys(draft.head))
    parts += [Part(judged[n].row, "subheading") for n in times]
    parts += _body_parts(sheet, judged, draft.body)
    draft.parts = _once(parts)


def _third(judged: list[Judged], body: list[int]) -> int:
    """Return the row of the third paragraph: what a page says of its writers and pictures may stand before it."""
    prose = [n for n in body[:_TOP] if judged[n].prose]
    return prose[2] if len(prose) > 2 and prose[2] <= body[0] + _FAR else 0


def _far(judged: list[Judged], headline: int, first: int) -> list[int]:
    """Return the lines of dates and outlets farther off: those between headline and story, those over the headline.

    Menus and lists of other stories stand there too: of what is far, the next date alone is this story's, if it is.
    """
    between = [n for n in range(headline + 1, min(first - _HEAD, headline + _FAR)) if _dates(judged[n])]
    above = [n for n in range(headline - 1, max(-1, headline - 7), -1) if _dates(judged[n]) or _is_kicker(judged[n])]
    found = between[:1] + above[::-1]
    return found or _only_day(judged, range(max(0, headline - _FAR), headline - 6))


def _only_day(judged: list[Judged], rows: range) -> list[int]:
    """Return the line of a date that is the only day printed on these rows, and says more than a day.

    A bare day at the top of a site is today's: that of the crawl.
    """
    lines = [(n, line.dates[0][0]) for n in rows if (line := _date_line(judged[n]))]
    if len({found.day for _, found in lines}) != 1:
        return []
    n = lines[-1][0]
    return [n] if _says_more(judged[n]) else []


def _is_published(j: Judged) -> bool:
    """Say whether a line says when something was published: amid a story whose top was taken for more than it is."""
    line = read_date_line(j.row.text, habit=EITHER) if _LABELED.search(j.row.text) else None
    return line is not None and line.labeled and line.published is not None


def _says_more(j: Judged) -> bool:
    """Say whether a line of a date says more than a day: a time of day, who wrote, that something was published."""
    line = read_date_line(j.row.text, habit=EITHER)
    timed = line is not None and line.dates[0][0].precision == "minute"
    return timed or _SIGNED.match(j.row.text) is not None or _LABELED.search(j.row.text) is not None


def _date_line(j: Judged) -> DateLine | None:
    return read_date_line(j.row.text, habit=EITHER) if _dates(j) else None


def _is_kicker(j: Judged) -> bool:
    """Say whether a line over a headline is an outlet's name, and no entry of a menu."""
    return not j.has("short link") and looks_like_outlet(j.row.text)


def _without_top(judged: list[Judged], draft: Draft) -> list[int]:
    """Return the body without its headline, and without the lines of outlet and byline over its first paragraph."""
    out = []
    prose = next((n for n in draft.body if judged[n].prose), None)
    for k, n in enumerate(draft.body):
        j = judged[n]
        above = prose is not None and n < prose and k < _TOP and not j.prose
        over_headline = above and draft.headline is not None and n < draft.headline
        if n != draft.headline and not over_headline and not (above and _names_who(j)):
            out.append(n)
    return out


def _names_who(j: Judged) -> bool:
    """Say whether a line over a story says who wrote it or whose it is."""
    text = j.row.text
    if len(text) > 160 or len(text.split()) > 12:
        return False
    short = len(text.split()) <= 4 and j.has("hint author")
    return bool(short or _SIGNED.match(text) or looks_like_outlet(text) or agency_named(text))


def _once(parts: list[Part]) -> list[Part]:
    seen: set[int] = set()
    out = []
    for part in parts:
        if part.row.start not in seen:
            seen.add(part.row.start)
            out.append(part)
    return sorted(out, key=lambda p: p.row.start)


def _take_dates_out(judged: list[Judged], draft: Draft) -> None:
    """Take lines that are dates or ages off the first and last rows of a body: they stand beside the story."""
    ends = {*draft.body[:5], *draft.body[-2:]}
    dates = [n for n in draft.body if n in ends and (_dates(judged[n]) or read_age_line(judged[n].row.text))]
    if dates and len(dates) < len(draft.body):
        draft.body = [n for n in draft.body if n not in dates]
        draft.head += dates


def _is_signed(j: Judged) -> bool:
    return not j.prose and len(j.row.text) < _SHORT and _SIGNED.match(j.row.text) is not None


def _dates(j: Judged) -> bool:
    if j.fixed:
        return j.furniture == "age"
    return not j.prose and read_date_line(j.row.text, habit=EITHER) is not None


def _beside(j: Judged, n: int, draft: Draft, parts: list[Part], *, before: bool) -> None:
    text = j.row.text
    if (
        read_age_line(text)
        or read_date_line(text, habit=EITHER)
        or (j.fixed and j.furniture == "age")
        or (before and (looks_like_outlet(text) or agency_named(text)) and not _credits_picture(j))
    ):
        draft.head.append(n)
    elif before and _SIGNED.match(text) and len(text) < _SHORT:
        parts.append(Part(j.row, "byline"))
    elif before and _is_standfirst(j) and not any(part.role == "standfirst" for part in parts):
        parts.append(Part(j.row, "standfirst"))


def _credits_picture(j: Judged) -> bool:
    """Say whether a name stands in a figure: of whom a picture is, not the story."""
    around = islice(j.row.element.lineage(), 3) if j.row.element else ()
    return any(e.hints & (hints.CAPTION | hints.FIGURE) for e in around)


def _is_standfirst(j: Judged) -> bool:
    """Say whether a row between headline and body sums the story up: the markup says so, or it is a sentence."""
    if j.fixed or len(j.row.text.split()) < 6 or any(j.has(name) for name in _NO_STANDFIRST):
        return False
    return j.has("hint standfirst") or (j.prose > 0 and not j.has("hint author") and not j.has("hint legal"))


def _body_parts(sheet: Sheet, judged: list[Judged], body: list[int]) -> list[Part]:
    out: list[Part] = []
    dated = False
    for k, n in enumerate(body):
        j = judged[n]
        row, role = j.row, _role(sheet, judged, body, k)
        if role == "paragraph" and not dated and read_lone_dateline(row.text):
            dated, role = True, "dateline"
        elif role == "paragraph" and not dated and len(row.text) > 40:
            dated = j.prose > 0
            cut = read_dateline(row.text)
            if cut:
                out.append(Part(row.part(0, cut.end), "dateline"))
                row = row.part(cut.end, len(row.text))
        out.append(Part(row, role))
    return out


def _role(  # noqa: PLR0911  (one line a role)
    sheet: Sheet, judged: list[Judged], body: list[int], k: int
) -> Role:
    j = judged[body[k]]
    row, text = j.row, j.row.text
    signed = _SIGNED.match(text) and len(text) < 100 and not j.prose and k in (0, 1, len(body) - 1)
    if signed or credits_staff(text):
        return "byline"
    if row.tag in _SUBHEADS:
        return "subheading"
    if j.has("hint figure") or (j.has("hint caption") and j.score < _SURELY):
        return "caption"
    if row.tag == "blockquote" or (row.element is not None and row.element.hints & hints.QUOTE):
        return "quote"
    if row.tag == "li" or text[0] in "•*" or (text[0] in "-–" and text[1:2] == " " and not sheet.markup):
        return "list"
    heading = not j.prose and is_headline(j) and not text.endswith((".", "!", "”", '"', "'")) and len(text) < 120
    if (
        heading
        and k + 1 < len(body)
        and judged[body[k + 1]].prose
        and (k == 0 or judged[body[k - 1]].prose)
        and row.tag != "p"
    ):
        return "subheading"
    return "paragraph"
