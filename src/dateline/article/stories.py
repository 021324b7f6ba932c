"""Judged rows into stories: which rows are a story's own and in what role, which stand beside it, which are dropped."""

from __future__ import annotations

from typing import Final

from dateline.article import hints
from dateline.article.bodies import body_of
from dateline.article.classify import Judged, called_furniture, smooth
from dateline.article.containers import full_articles
from dateline.article.drafts import Draft
from dateline.article.headers import looks_like_outlet
from dateline.article.layout import lay_out
from dateline.article.phrases import ends_stories
from dateline.article.rows import Sheet
from dateline.article.segment import Opening, openings, words_of
from dateline.article.titles import find_headline

# Found by trying on development pages: a change of mind costs about as much as three weak rows.
_SWITCH: Final = 1.0
_LEAN: Final = 2.0
_TILT: Final = 0.8
_FLAT_TILT: Final = 0.4
_CLEAN: Final = 2.5
_NEARLY: Final = 0.85
_SPARSE: Final = 0.55
_FILLED: Final = 0.3
_LEAST: Final = 120
_APART: Final = 10
_BLURBS: Final = 1500
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5"))


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
        lay_out(sheet, judged, draft)
    return drafts


def _in_a_row(sheet: Sheet, judged: list[Judged], title: str | None) -> list[Draft]:
    """Return the stories of a page where one follows the other: the page's own, then those that are opened."""
    found = openings(judged, markup=sheet.markup)
    own = _leading(sheet, judged, range(found[0].start if found else len(judged)), title, alone=not found)
    if own and not own.body and len(found) == 1 and found[0].start - (own.headline or 0) > _APART:
        own = None  # a line of the menu, far over the one story
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
        if span == own:
            rows = range(0 if span == spans[0] else span[0], span[1])
            draft = _leading(sheet, judged, rows, title, alone=True)
        else:
            draft = _contained(judged, range(*span))
        if draft and draft.body:
            draft.kind = "article" if span == own else "related"
            drafts.append(draft)
    return sorted(drafts, key=lambda d: d.kind != "article")


def _contained(judged: list[Judged], rows: range) -> Draft | None:
    """Return the story of an element that holds a heading, lines of outlet and age, and prose."""
    headings = [n for n in rows if judged[n].row.tag in ("h1", "h2", "h3", "h4")]
    part = judged[headings[0] + 1 : rows.stop]
    kept = smooth([None if j.fixed else j.score + _lean(j) for j in part], switch=_SWITCH)
    body = [headings[0] + 1 + n for n in body_of(part, kept)]
    above = [n for n in range(rows.start, headings[0]) if looks_like_outlet(judged[n].row.text)]
    return Draft("related", headline=headings[0], body=body, head=above)


def _leading(sheet: Sheet, judged: list[Judged], rows: range, title: str | None, *, alone: bool) -> Draft | None:
    """Return the story that stands in these rows without an opening, as the one of most pages does."""
    part = judged[rows.start : rows.stop]
    end = len(part) if sheet.markup else _stop(part)
    body = body_of(part[:end], smooth(_scores(part, markup=sheet.markup)[:end], switch=_SWITCH))
    if sum(len(part[n].row.text) for n in body) < _LEAST and not _all_prose(part, body):
        body = []
    headline = find_headline(sheet, part, body, title)
    if not body and (headline is None or not _worth_keeping(sheet, part[headline], title, alone=alone)):
        return None
    if sheet.markup and headline is not None and _is_anothers(part, headline, body):
        body = []
    draft = Draft("article", headline=None if headline is None else rows.start + headline)
    draft.body = [rows.start + n for n in body]
    return draft


def _is_anothers(part: list[Judged], headline: int, body: list[int]) -> bool:
    """Say whether a body stands in a box of related stories, under a heading of its own, and the headline does not."""
    above, first = part[headline].row.element, part[body[0]].row.element if body else None
    if above is None or first is None:
        return False
    box = next((e for e in first.lineage() if not e.holds(above) and e.hints & hints.RELATED), None)
    if box is None or sum(len(part[n].row.text) for n in body) > _BLURBS:
        return False
    rows = [n for n, j in enumerate(part) if j.row.element is not None and box.holds(j.row.element)]
    return rows[0] > headline and part[rows[0]].row.tag in _HEADINGS and rows[-1] >= body[-1]


def _scores(part: list[Judged], *, markup: bool) -> list[float | None]:
    """Return the rows' scores; on a page of nearly nothing but prose, as clean copy is, prose gains most."""
    total = sum(len(j.row.text) for j in part) or 1
    share = sum(j.prose for j in part) / total
    clean = _CLEAN * (share >= _NEARLY if markup else min(1.0, max(0.0, (share - _SPARSE) / _FILLED)))
    tilt = _TILT if markup else _FLAT_TILT
    return [None if j.fixed else j.score + _gain(j, tilt, clean) for j in part]


def _gain(j: Judged, tilt: float, clean: float) -> float:
    """Return what a row's score gains: less where it tells of its outlet; what the markup calls law loses."""
    if j.furniture == "legal" and j.has("hint legal"):
        return -tilt
    return (0.0 if j.aside else tilt) + (clean if clean and j.prose and not called_furniture(j) else 0.0)


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
    body = [opening.end + n for n in body_of(part[:stop], kept)]
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
