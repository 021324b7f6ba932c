"""What speaks for and against a row being part of an article: named features, the same for flat text and markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dateline.article.headers import read_age_line
from dateline.article.phrases import furniture_words, may_tell, told_of
from dateline.article.region import Region, find_region
from dateline.article.rows import Row, Sheet
from dateline.model.article import DropRole

Features = list[tuple[str, float]]

_SMALL: Final = frozenset(
    "the of and to in that was for is on said with by from has it at as be an are were this which his her he she they "
    "their had have not but who will would been its or about after than when there more also into could over we i our "
    "de la el que los en del un une les des et der die und den das von zu di il e do da em para com".split()
)
_ENDS: Final = tuple(".!?…\"”’'»।۔؟。！？።။។։)")
_SENTENCE: Final = re.compile(r"[.!?]['\"”’)]?\s+[\"“'‘(]?[A-Z]")
_YOU: Final = re.compile(r"\b(?:you|your|you're|you'll)\b")
_TAGS: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "tr", "div", "dd", "body")
)
_HINTS: Final = tuple(
    (1 << n, "hint " + name)
    for n, name in enumerate(
        "navigation footer side related comment share advertisement newsletter legal caption author meta body headline "
        "standfirst hidden form article list quote table header figure media".split()
    )
)
_DIGITS: Final = "0123456789"
_DIGIT: Final = re.compile(r"\d")
# Menus are made of links of a few words; nothing more is asked of them, and they are most of a page's rows.
_SHORT: Final = 8
_USUAL: Final = 0.35
_LATIN: Final = re.compile(r"[a-z]{3}")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1780-\u17ff]")
NEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row's words alone show.

    Args:
        features: What speaks for and against it.
        prose: How many characters of prose it is; 0 for what does not read like sentences.
        furniture: Which kind of furniture its words belong to, if to one.
        menu: Whether it is a link of a few words, as menus are made of; its surroundings are not looked at.
        aside: Whether it tells of its writer, its outlet or a picture.
    """

    features: Features
    prose: int
    furniture: DropRole | None
    menu: bool = False
    aside: bool = False


_MENU: Final = tuple(
    Shape([("words to 10", n / 10), ("short link", 1.0)], 0, None, menu=True) for n in range(_SHORT + 1)
)


def shape_of(row: Row) -> Shape:
    """Read the shape of a row's words."""
    text = row.text
    words = text.split()
    n = _count(text, words)
    if n <= _SHORT and row.links > 0.9 * len(text):
        return _MENU[n]
    lowered = text.lower().replace("’", "'")
    may = may_tell(lowered)
    kind = furniture_words(lowered, may=may) if n < 60 else None
    ends = _bare(text).endswith(_ENDS)
    small, capitals = _small_words(lowered, n), sum([w[0].isupper() for w in words[1:]]) / max(1, n - 1)
    found: Features = [("words to 10", min(n, 10) / 10)]
    if n > 10:
        found.append(("words to 40", min(n - 10, 30) / 30))
    if n > 3:
        found += [("small words", small), ("capitals", capitals)]
    told = told_of(lowered) if n > 4 and may else []
    found += _edges(text, n, ends) + _odd(text, lowered, n) + [(name, 1.0) for name in told]
    if kind:
        found.append((f"says {kind}" if n <= 12 else f"says {kind}, long", 1.0))
    reads = n >= 8 and (ends or n > 25) and (small > 0.12 or (small == 0 and n >= 12 and capitals < 0.3))
    is_prose = reads and not (kind and n < 30) and row.links <= 0.5 * len(text)
    return Shape(found, len(text) if is_prose else 0, kind, aside=bool(told))


def _count(text: str, words: list[str]) -> int:
    """Return how many words a text has; scripts without spaces count two characters a word."""
    if len(text) < 6 * len(words) or text.isascii():
        return len(words)
    return max(len(words), len(_UNSPACED.findall(text)) // 2)


def _bare(text: str) -> str:
    """Return a text without emoji and the like at its end."""
    end = len(text)
    while end > 1 and ord(text[end - 1]) > 0x2100 and not text[end - 1].isalnum() and text[end - 1] not in _ENDS:
        end -= 1
    return text[:end].rstrip()


def _small_words(lowered: str, n: int) -> float:
    """Return the share of function words; for scripts whose words we do not know, what running text usually has."""
    found = len([w for w in lowered.split() if w in _SMALL]) / n
    return found if found or lowered.isascii() or _LATIN.search(lowered) else _USUAL


def _edges(text: str, n: int, ends: bool) -> Features:
    """Return how a row begins and ends, and how many sentences it runs over."""
    out: Features = []
    if ends and n > 4:
        out.append(("ends a sentence", 1.0))
    elif text[-1] in ":;,":
        out.append(("ends open", 1.0))
    elif n > 12:
        out.append(("long without end", 1.0))
    if text[0].islower():
        out.append(("begins small", 1.0))
    if (n > 4 and text[0] in "\"“‘'«") or "”" in text or '"' in text:
        out.append(("quotation", 1.0))
    sentences = len(_SENTENCE.findall(text)) if n > 12 else 0
    if sentences:
        out.append(("sentences", min(sentences, 4) / 4))
    return out


def _odd(text: str, lowered: str, n: int) -> Features:
    out: Features = []
    digits = sum(map(text.count, _DIGITS)) if text.isascii() else len(_DIGIT.findall(text))
    if digits:
        out.append(("digits", min(1.0, 3 * digits / len(text))))
    if "|" in text or "»" in text or "›" in text or "→" in text or "·" in text:
        out.append(("bars", 1.0))
    if text[0] in "•-*–·":
        out.append(("bullet", 1.0))
    if n > 1 and text.isupper():
        out.append(("all capitals", 1.0))
    if "you" in lowered and _YOU.search(lowered):
        out.append(("you", 1.0))
    if lowered.startswith(("by ", "written by", "reporting by", "editing by", "story by")):
        out.append(("signed", 1.0))
    if n < 12 and read_age_line(text):
        out.append(("age", 1.0))
    if "?" in text and n < 20:
        out.append(("short question", 1.0))
    if "http" in lowered or "www." in lowered or "@" in text:
        out.append(("address", 1.0))
    return out


def features_of(sheet: Sheet, rows: list[Row]) -> tuple[list[Shape], list[Features]]:
    """Return the shapes and the features of all rows of a page.

    Args:
        sheet: The page.
        rows: Its rows, split where furniture was glued in.
    """
    cache: dict[str, Shape] = {}
    shapes = []
    for row in rows:
        shape = cache.get(row.text) if not row.links else None
        if shape is None:
            shape = shape_of(row)
            if not row.links:
                cache[row.text] = shape
        shapes.append(shape)
    prose = [s.prose for s in shapes]
    counts = Counter(row.text for row in rows)
    region = find_region(sheet, rows, prose) if sheet.markup else None
    around = _around(region.counted if region else prose, [s.menu for s in shapes])
    out = []
    for n, row in enumerate(rows):
        if shapes[n].menu:
            out.append(shapes[n].features)
            continue
        found = shapes[n].features + around[n]
        if counts[row.text] > 1:
            found.append(("printed twice", 1.0))
        if region is not None:
            found += _marked(row, region)
        out.append(found)
    return shapes, out


def _around(prose: Sequence[float], menu: list[bool]) -> list[Features]:
    """Return for each row but those of menus how much prose stands next to it, near it, and on either side of it."""
    total = sum(prose) or 1
    is_prose = [1 if p else 0 for p in prose]
    sums = [0]
    for one in is_prose:
        sums.append(sums[-1] + one)
    out: list[Features] = []
    before = 0.0
    last = len(prose) - 1
    for n, p in enumerate(prose):
        if menu[n]:
            out.append([])
            continue
        near_before = sums[n] - sums[max(0, n - NEAR)]
        near_after = sums[min(last + 1, n + 1 + NEAR)] - sums[n + 1]
        found: Features = []
        if near_before:
            found.append(("prose before", near_before / NEAR))
        if near_after:
            found.append(("prose after", near_after / NEAR))
        if n and is_prose[n - 1]:
            found.append(("prose just before", 1.0))
        if n < last and is_prose[n + 1]:
            found.append(("prose just after", 1.0))
        left, right = before / total, (total - before - p) / total
        found.append(("inside the prose", 4 * left * right))
        if left < 0.02:
            found.append(("first of the prose", 1.0))
        if right < 0.02:
            found.append(("last of the prose", 1.0))
        before += p
        out.append(found)
    return out


def _marked(row: Row, region: Region) -> Features:
    """Return what the markup says for and against a row."""
    out: Features = []
    share = row.links / len(row.text)
    if share:
        out.append(("links", share))
        if share > 0.9:
            out.append(("all link", 1.0))
    if row.bold > 0.9 * len(row.text):
        out.append(("bold", 1.0))
    if row.tag in _TAGS:
        out.append(("tag " + row.tag, 1.0))
    if row.element is not None:
        found = region.hints(row.element)
        out += _hint_features(found)
        out += region.place(row.element)
    witness = region.witness(row.text)
    if witness:
        out.append(
            ("in the article body of the metadata" if witness > 0 else "not in the article body of the metadata", 1.0)
        )
    return out


@lru_cache(maxsize=1 << 12)
def _hint_features(found: int) -> tuple[tuple[str, float], ...]:
    """Return the features of some hints; remembered, for rows of one template have the same."""
    return tuple((name, 1.0) for bit, name in _HINTS if found & bit)
