"""A PDF document → Page of plain text: the characters by PDFium, lines and paragraphs by where they stand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.model.span import clean
from dateline.page.from_bytes import check_not_empty, check_size
from dateline.page.limits import Limits
from dateline.page.paragraphs import Line, paragraphs, without_running_heads

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage  # type: ignore[import-untyped]

# PDFium may be called by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()
_PASSWORD, _UNSUPPORTED = 4, 5
# PDFium's sign for a hyphen that ends a line, and the soft hyphen.
_HYPHENS = "\x02\xad"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LEAST_KNOWN = 0.7
_FEWEST_TITLE_WORDS = 3
_PICTURES_DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """One leaf of the document."""

    lines: list[Line]
    height: float
    pictures: bool


def page_of_pdf(data: bytes, *, id: str, limits: Limits) -> Page:
    """Make a page of the text of a PDF document.

    Args:
        data: The document.
        id: The page's name.
        limits: How many bytes, leaves and characters it may have.

    Raises:
        TooLargePage: If it is over a limit.
        EmptyPage: If nothing stands on it.
        UnreadablePage: If it is encrypted, scanned, damaged, or its fonts hide their characters.
    """
    check_size(len(data), id=id, limits=limits)
    with _ONE_AT_A_TIME:
        leaves, title = _opened(data, id=id, limits=limits)
    kept, heads = without_running_heads([(leaf.lines, leaf.height) for leaf in leaves])
    content, replaced = clean("\n\n".join(paragraphs(kept)))
    _check_words(content, leaves, id=id)
    return Page(
        id=id,
        content=content,
        # What a document says its title is may be the name of a template: it is taken only where it is printed, too.
        title=title if _is_printed(title, content) else None,
        replaced_characters=replaced,
        notes=tuple(_notes(leaves, title, heads)),
    )


def _opened(data: bytes, *, id: str, limits: Limits) -> tuple[list[_Leaf], str]:
    """Return the leaves, and what the document says its title is."""
    import pypdfium2  # noqa: PLC0415 (90 ms)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePage(_why_not(getattr(error, "err_code", None)), page=id) from error
    try:
        if len(document) > limits.pdf_pages:
            raise TooLargePage(f"has {len(document):,} leaves; the most a PDF may have is {limits.pdf_pages}", page=id)
        title = clean(" ".join(document.get_metadata_value("Title").split()))[0]
        return list(_leaves(document, id=id, limits=limits)), title
    except pypdfium2.PdfiumError as error:
        raise UnreadablePage(f"is a damaged PDF document: {error}", page=id) from error
    finally:
        document.close()


def _why_not(code: int | None) -> str:
    if code == _PASSWORD:
        return "is an encrypted PDF document; it opens with a password only"
    if code == _UNSUPPORTED:
        return "is a PDF document encrypted in a way that cannot be read"
    return "is a damaged PDF document, or none"


def _leaves(document: PdfDocument, *, id: str, limits: Limits) -> Iterator[_Leaf]:
    characters = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            characters += text.count_chars()
            check_size(characters, id=id, limits=limits)
            lines = list(_lines(text))
            yield _Leaf(lines=lines, height=page.get_height(), pictures=not lines and _has_pictures(page))
        finally:
            text.close()
            page.close()


def _has_pictures(page: PdfPage) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 (loaded above)

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURES_DEPTH), None) is not None


def _lines(text: PdfTextPage) -> Iterator[Line]:
    """Yield the lines as PDFium finds them: it ends each by a line break of its own, or by a hyphen."""
    units: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    hyphen = False
    for unit, box in _characters(text):
        ends = unit in (10, 13) or (hyphen and box is not None and boxes and box[1] < boxes[-1][1] - 1)
        if ends and units:
            yield from _line(units, boxes, hyphen=hyphen)
            units, boxes = [], []
        hyphen = chr(unit) in _HYPHENS
        if unit not in (10, 13):
            units.append(0x2D if hyphen else unit)
            if box is not None:
                boxes.append(box)
    yield from _line(units, boxes, hyphen=hyphen)


def _characters(text: PdfTextPage) -> Iterator[tuple[int, tuple[float, float, float, float] | None]]:
    """Yield each UTF-16 unit with its box (left, bottom, right, top), where it has one that is seen."""
    import ctypes  # noqa: PLC0415 (pypdfium2 has loaded it)

    from pypdfium2 import raw  # noqa: PLC0415

    rect = raw.FS_RECTF()
    for n in range(text.count_chars()):
        unit = raw.FPDFText_GetUnicode(text.raw, n)
        seen = unit > 32 and not raw.FPDFText_IsGenerated(text.raw, n)
        if seen and raw.FPDFText_GetLooseCharBox(text.raw, n, ctypes.byref(rect)):
            yield unit, (rect.left, rect.bottom, rect.right, rect.top)
        else:
            yield unit, None


def _line(units: list[int], boxes: list[tuple[float, float, float, float]], *, hyphen: bool) -> Iterator[Line]:
    known = b"".join(unit.to_bytes(2, "little") if unit < 0x10000 else chr(unit).encode("utf-16-le") for unit in units)
    words = " ".join(known.decode("utf-16-le", "replace").translate(_LIGATURES).replace("\0", "\ufffd").split())
    if words and boxes:
        heights = sorted(top - bottom for _, bottom, _, top in boxes)
        yield Line(
            text=words,
            left=min(box[0] for box in boxes),
            right=max(box[2] for box in boxes),
            base=boxes[0][1],
            height=max(heights[len(heights) // 2], 0.1),
            hyphen=hyphen,
        )


def _check_words(content: str, leaves: list[_Leaf], *, id: str) -> None:
    """Refuse a document that shows something but says nothing.

    Raises:
        UnreadablePage: If it is scanned, or its characters are not known.
        EmptyPage: If there is nothing on it at all.
    """
    scanned = sum(leaf.pictures for leaf in leaves)
    if not content and scanned:
        raise UnreadablePage(f"is a scanned PDF document: {scanned} leaves of pictures and no text", page=id)
    check_not_empty(content, id=id)
    letters = [c for c in content if not c.isspace()]
    known = sum(c != "\ufffd" and c.isprintable() and not 0xE000 <= ord(c) <= 0xF8FF for c in letters)
    if known < _LEAST_KNOWN * len(letters):
        raise UnreadablePage("is a PDF document whose fonts do not say which characters they show", page=id)


def _is_printed(title: str, content: str) -> bool:
    head = " ".join(content[:4000].split()).casefold()
    return len(title.split()) >= _FEWEST_TITLE_WORDS and title.casefold() in head


def _notes(leaves: list[_Leaf], title: str, heads: int) -> Iterator[str]:
    yield f"text of a PDF document of {len(leaves)} {'leaf' if len(leaves) == 1 else 'leaves'}"
    if title:
        yield f"the document calls itself {title[:200]!r}"
    if heads:
        yield f"{heads} running heads and page numbers left out"
    if scanned := sum(leaf.pictures for leaf in leaves):
        yield f"{scanned} leaves hold pictures and no text"
