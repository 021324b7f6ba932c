"""Judged rows into stories: which rows are a story's own and in what role, which stand beside it, which are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.article import hints
from dateline.article.classify import Judged, smooth
from dateline.article.compose import Part
from dateline.article.containers import full_articles
from dateline.article.datelines import read_dateline
from dateline.article.headers import read_age_line, read_date_line
from dateline.article.phrases import ends_stories
from dateline.article.rows import Row, Sheet
from dateline.article.segment import Opening, is_headline, openings, words_of
from dateline.article.titles import find_headline
from dateline.model.article import Kind, Role

# Found by trying on development pages: a change of mind costs about as much as three weak rows.
_SWITCH: Final = 1.0
_LEAN: Final = 2.0
_TILT: Final = 1.0
_CLEAN: Final = 2.5
_STRAY: Final = -0.5
_LEAST: Final = 120
_ISLAND: Final = 0.25
_SEA: Final = 25
_HEAD: Final = 14
_SIGNED: Final = re.compile(
    r"(?i)^(?:\W*(?:written |reported |posted |published |story |words )?by:?\s+[A-ZÀ-Ž]|reporting by |edited by )"
)
_SURE: Final = frozenset(("newsletter", "share", "comment", "advertisement", "legal", "promotion"))
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Draft:
    """A story in the making: rows by number.

    Args:
        kind: What it is on its page.
        headline: The row of its headline, if one was found.
        body: The rows of its body.
        head: Rows beside it that say its outlet, age or date.
        parts: Its rows with their roles, in reading order.
        reasons: What it has not, and why.
    """

    kind: Kind
    headline: int | None = None
    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)


def find_stories(sheet: Sheet, judged: list[Judged], title: str | None) -> list[Draft]:
    """Find the stories of a page.

    Args:
        sheet: The page laid flat.
        judged: Its rows, judged.
        title: The headline, if the sender said it.
    """
    drafts = _in_containers(sheet, judged, title) if sheet.markup else []
    drafts = _told_apart(judged, drafts or _in_a_row(sheet, judged, title))
    for draft in drafts:
        _lay_out(sheet, judged, draft)
    return drafts


def _in_a_row(sheet: Sheet, judged: list[Judged], title: str | None) -> list[Draft]:
    """Return the stories of a page where one follows the other: the page's own, then those that are opened."""
    found = openings(judged, markup=sheet.markup)
    own = _leading(sheet, judged, range(found[0].start if found else len(judged)), title, alone=not found)
    ends = [o.start for o in found[1:]] + [len(judged)]
    return ([own] if own else []) + [_opened(judged, o, end) for o, end in zip(found, ends[: len(found)], strict=True)]


def _in_containers(sheet: Sheet, judged: list[Judged], title: str | None) -> list[Draft]:
    """Return the stories of a page that holds several in full, each in an element of its own."""
    spans = full_articles(judged)
    if not spans:
        return []
    told = find_headline(sheet, judged, list(range(*spans[0])), title)
    own = next((span for span in spans if told is not None and span[0] <= told < span[1]), spans[0])
    drafts = []
    for span in spans:
        rows = range(span[0] if span != own or span != spans[0] else 0, span[1])
        draft = _leading(sheet, judged, rows, title if span == own else None, alone=True)
        if draft and draft.body:
            draft.kind = "article" if span == own else "related"
            drafts.append(draft)
    return sorted(drafts, key=lambda d: d.kind != "article")


def _leading(sheet: Sheet, judged: list[Judged], rows: range, title: str | None, *, alone: bool) -> Draft | None:
    """Return the story that stands in these rows without an opening, as the one of most pages does."""
    part = judged[rows.start : rows.stop]
    body = _body(part, smooth(_scores(part), switch=_SWITCH))
    if sum(len(part[n].row.text) for n in body) < _LEAST and not _all_prose(part, body):
        body = []
    headline = find_headline(sheet, part, body, title)
    if not body and (headline is None or not _worth_keeping(sheet, part[headline], title, alone=alone)):
        return None
    draft = Draft("article", headline=None if headline is None else rows.start + headline)
    draft.body = [rows.start + n for n in body]
    return draft


def _scores(part: list[Judged]) -> list[float | None]:
    """Return the rows' scores; on a page of nearly nothing but prose, as clean copy is, prose gains."""
    total = sum(len(j.row.text) for j in part) or 1
    clean = _CLEAN if sum(j.prose for j in part) >= 0.85 * total else 0.0
    return [None if j.fixed else j.score + _TILT + (clean if j.prose else 0.0) for j in part]


def _worth_keeping(sheet: Sheet, headline: Judged, title: str | None, *, alone: bool) -> bool:
    """Say whether a headline without a body is one: the page says so, or other stories follow and it reads like one."""
    if sheet.markup or title is not None:
        return True
    return not alone and len(headline.row.text.split()) >= 5 and headline.furniture in ("other", "navigation")


def _all_prose(part: list[Judged], body: list[int]) -> bool:
    """Say whether a short page is nothing but its story."""
    return bool(body) and sum(len(part[n].row.text) for n in body) > 0.6 * sum(len(j.row.text) for j in part)


def _opened(judged: list[Judged], opening: Opening, end: int) -> Draft:
    part = judged[opening.end : end]
    stop = _stop(part)
    kept = smooth([None if j.fixed else j.score + _lean(j) for j in part[:stop]], switch=_SWITCH)
    body = [opening.end + n for n in _body(part[:stop], kept)]
    return Draft("related", headline=opening.headline, body=body, head=list(opening.head))


def _lean(j: Judged) -> float:
    """Return what a row's score gains under a headline with an age: what reads as prose there is the story."""
    return _LEAN + min(j.prose, 600) / 100


def _stop(part: list[Judged]) -> int:
    """Return where an opened story ends: at the first line that ends stories and has little prose behind it."""
    total = sum(j.prose for j in part) or 1
    seen = 0
    for n, j in enumerate(part):
        if ends_stories(j.row.text) and (seen >= 0.6 * total or seen > 3 * (total - seen)):
            return n
        seen += j.prose
    return len(part)


def _body(part: Sequence[Judged], kept: list[bool]) -> list[int]:
    """Return the rows of the body: the largest run of kept rows, and others near it or of some size themselves."""
    runs: list[list[int]] = []
    for n, k in enumerate(kept):
        if not k or _stray(part[n]):
            continue
        if runs and n - runs[-1][-1] <= 3:
            runs[-1].append(n)
        else:
            runs.append([n])
    if not runs:
        return []
    sizes = [sum(len(part[n].row.text) for n in run) for run in runs]
    best = max(range(len(runs)), key=sizes.__getitem__)
    out = list(runs[best])
    for way in (range(best - 1, -1, -1), range(best + 1, len(runs))):
        for r in way:
            gap = (out[0] - runs[r][-1]) if r < best else (runs[r][0] - out[-1])
            between = part[runs[r][-1] : out[0]] if r < best else part[out[-1] : runs[r][0]]
            if gap > _SEA and sizes[r] < _ISLAND * sizes[best]:
                break
            if any(ends_stories(j.row.text) for j in between) and sizes[r] < _ISLAND * sizes[best]:
                break
            out = sorted(out + runs[r])
    return _trimmed(part, out)


def _trimmed(part: Sequence[Judged], body: list[int]) -> list[int]:
    """Leave off up to three short lines at the end that no sentence ends: a story does not end with a heading."""
    for _ in range(3):
        j = part[body[-1]]
        if len(body) < 3 or j.prose or j.row.tag == "li" or len(j.row.text.split()) > 8 or j.has("ends a sentence"):
            break
        body = body[:-1]
    return body


def _stray(j: Judged) -> bool:
    """Say whether a row amid a story is furniture all the same: it says so itself and nothing speaks against it."""
    if j.prose or j.furniture == "other":
        return False
    return j.score < _STRAY or (j.furniture in _SURE and j.has(f"says {j.furniture}"))


def _told_apart(judged: list[Judged], drafts: list[Draft]) -> list[Draft]:
    """Settle which story is the page's own, and leave out stories without a body and what is printed twice."""
    out: list[Draft] = []
    seen: set[tuple[str, ...]] = set()
    for draft in drafts:
        key = words_of(judged[draft.headline].row.text) if draft.headline is not None else ()
        words = sum(len(judged[n].row.text.split()) for n in draft.body)
        if not out:
            draft.kind = "article"
            if not draft.body:
                draft.reasons["body"] = "the page prints this headline without a story under it"
        elif words < 12 or (key and key in seen):
            continue
        seen.add(key)
        out.append(draft)
    return out


def _lay_out(sheet: Sheet, judged: list[Judged], draft: Draft) -> None:
    """Give each row of a story its role, and gather the lines beside it."""
    parts: list[Part] = []
    if draft.headline is not None:
        parts.append(Part(judged[draft.headline].row, "headline"))
    _take_dates_out(judged, draft)
    first = draft.body[0] if draft.body else (draft.headline or 0) + 1
    low = max(first - _HEAD, (draft.headline + 1) if draft.headline is not None else 0)
    if draft.headline is not None and draft.kind == "article":
        draft.head += [n for n in range(max(0, draft.headline - 6), draft.headline) if _dates(judged[n])]
    after = draft.body[-1] + 1 if draft.body else first
    for n in [*range(low, first), *range(after, min(after + 3, len(judged)))]:
        _beside(judged[n], n, draft, parts, before=n < first)
    draft.head += [n for n in range(first, min(first + _HEAD, after)) if n not in draft.body and _dates(judged[n])]
    if not draft.body and draft.headline is not None:
        for n in range(draft.headline + 1, min(draft.headline + 5, len(judged))):
            _beside(judged[n], n, draft, parts, before=True)
    draft.head = list(dict.fromkeys(draft.head))
    parts += _body_parts(sheet, judged, draft.body)
    draft.parts = _once(parts)


def _once(parts: list[Part]) -> list[Part]:
    seen: set[int] = set()
    out = []
    for part in parts:
        if part.row.start not in seen:
            seen.add(part.row.start)
            out.append(part)
    return sorted(out, key=lambda p: p.row.start)


def _take_dates_out(judged: list[Judged], draft: Draft) -> None:
    """Take lines that are dates off the first and last rows of a body: they stand beside the story."""
    ends = {*draft.body[:3], *draft.body[-2:]}
    dates = [n for n in draft.body if n in ends and _dates(judged[n])]
    if dates and len(dates) < len(draft.body):
        draft.body = [n for n in draft.body if n not in dates]
        draft.head += dates


def _dates(j: Judged) -> bool:
    return not j.prose and (j.fixed or read_date_line(j.row.text) is not None)


def _beside(j: Judged, n: int, draft: Draft, parts: list[Part], *, before: bool) -> None:
    text = j.row.text
    if read_age_line(text) or read_date_line(text) or (j.fixed and j.furniture == "age"):
        draft.head.append(n)
    elif before and _SIGNED.match(text) and len(text) < 160:
        parts.append(Part(j.row, "byline"))
    elif before and _is_standfirst(j) and not any(part.role == "standfirst" for part in parts):
        parts.append(Part(j.row, "standfirst"))


def _is_standfirst(j: Judged) -> bool:
    """Say whether a row between headline and body sums the story up: the markup says so, or it is a sentence."""
    if j.fixed or j.has("hint figure") or j.has("links") or len(j.row.text.split()) < 6:
        return False
    return j.has("hint standfirst") or j.prose > 0


def _body_parts(sheet: Sheet, judged: list[Judged], body: list[int]) -> list[Part]:
    out: list[Part] = []
    dated = False
    for k, n in enumerate(body):
        j = judged[n]
        row, role = j.row, _role(sheet, judged, body, k)
        if role == "paragraph" and not dated and len(row.text) > 40:
            dated = True
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
    if _SIGNED.match(text) and len(text) < 100 and not j.prose and k in (0, 1, len(body) - 1):
        return "byline"
    if row.tag in _SUBHEADS:
        return "subheading"
    if j.has("hint figure"):
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


def used_rows(drafts: Iterable[Draft]) -> set[int]:
    """Return where on the page the rows start that are part of a story."""
    return {part.row.start for draft in drafts for part in draft.parts}


def head_rows(judged: list[Judged], draft: Draft) -> tuple[Row, ...]:
    """Return the rows beside a story that say its outlet, age or date."""
    return tuple(judged[n].row for n in draft.head)
