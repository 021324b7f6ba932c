"""Judged rows into stories: which rows are a story's own and in what role, which stand beside it, which are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.article import hints
from dateline.article.classify import Judged, smooth
from dateline.article.compose import Part
from dateline.article.datelines import read_dateline
from dateline.article.headers import read_age_line, read_date_line
from dateline.article.phrases import ends_stories
from dateline.article.rows import Row, Sheet
from dateline.article.segment import Opening, is_headline, openings, words_of
from dateline.article.titles import find_headline
from dateline.model.article import Kind, Role

# Found by trying on development pages: a change of mind costs about as much as three weak rows.
_SWITCH: Final = 3.0
_LEAN: Final = 2.0
_LEAST: Final = 120
_ISLAND: Final = 0.25
_SEA: Final = 14
_HEAD: Final = 14
_SIGNED: Final = re.compile(
    r"(?i)^(?:\W*(?:written |reported |posted |published |story |words )?by:?\s+[A-ZÀ-Ž]|reporting by |edited by )"
)
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
    found = openings(judged)
    first = found[0].start if found else len(judged)
    drafts = [d for d in (_leading(sheet, judged, first, title, alone=not found),) if d]
    ends = [o.start for o in found[1:]] + [len(judged)]
    for opening, end in zip(found, ends if found else [], strict=True):
        drafts.append(_opened(judged, opening, end))
    drafts = _told_apart(judged, drafts)
    for draft in drafts:
        _lay_out(sheet, judged, draft)
    return drafts


def _leading(sheet: Sheet, judged: list[Judged], end: int, title: str | None, *, alone: bool) -> Draft | None:
    """Return the story that stands before any opening, for most pages the only one."""
    part = judged[:end]
    body = _body(part, smooth(part, switch=_SWITCH))
    if sum(len(part[n].row.text) for n in body) < _LEAST and not _all_prose(part, body):
        body = []
    draft = Draft("article", body=body)
    draft.headline = find_headline(sheet, part, body, title)
    if body:
        return draft
    if draft.headline is None or (alone and not sheet.markup and title is None):
        return None
    if (
        not alone
        and not sheet.markup
        and title is None
        and draft.headline is not None
        and not _stands_out(part, draft.headline)
    ):
        return None
    return draft


def _stands_out(part: list[Judged], n: int) -> bool:
    """Say whether a headline without a body is more than a word of furniture: a sentence's worth of words."""
    return len(part[n].row.text.split()) >= 5 and part[n].furniture in ("other", "navigation")


def _all_prose(part: list[Judged], body: list[int]) -> bool:
    """Say whether a short page is nothing but its story."""
    return bool(body) and sum(len(part[n].row.text) for n in body) > 0.6 * sum(len(j.row.text) for j in part)


def _opened(judged: list[Judged], opening: Opening, end: int) -> Draft:
    part = judged[opening.end : end]
    stop = _stop(part)
    kept = smooth(part[:stop], switch=_SWITCH, lean=_LEAN)
    body = [opening.end + n for n in _body(part[:stop], kept)]
    return Draft("related", headline=opening.headline, body=body, head=list(opening.head))


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
        if not k:
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
    return out


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
    first = draft.body[0] if draft.body else (draft.headline or 0) + 1
    low = max(first - _HEAD, (draft.headline + 1) if draft.headline is not None else 0)
    after = draft.body[-1] + 1 if draft.body else first
    for n in [*range(low, first), *range(after, min(after + 3, len(judged)))]:
        _beside(judged[n], n, draft, parts, before=n < first)
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


def _beside(j: Judged, n: int, draft: Draft, parts: list[Part], *, before: bool) -> None:
    text = j.row.text
    if read_age_line(text) or read_date_line(text) or (j.fixed and j.furniture == "age"):
        draft.head.append(n)
    elif before and _SIGNED.match(text) and len(text) < 160:
        parts.append(Part(j.row, "byline"))


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
    if row.tag == "figcaption":
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
