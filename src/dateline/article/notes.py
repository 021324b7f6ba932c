"""What an outlet says of its own text: corrections and clarifications, and notes that it was updated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from dateline.article.headers import read_date_line
from dateline.article.rows import Row, Sheet
from dateline.model.article import Block

Kind = Literal["correction", "update"]

# A story without any of these has no note: asked first, for it is quickly told.
_TRIGGERS: Final = (
    "correct", "clarif", "amend", "errat", "earlier version", "previous version", "updat", "retract", "originally",
    "developing", "editor’s note", "editor's note", "refile", "recast", "(adds", "rectific", "fe de ", "aclaraci",
    "korrektur", "berichtig", "correção", "correzione", "تصحيح",
)  # fmt: skip
_TEXT: Final = (
    r"(?:article|story|report|post|piece|column|headline|caption|version|page|review|leader|editorial|essay|interview"
    r"|transcript|list|guide|obituary|analysis|blog|live blog|file|newsletter)"
)
_THIS: Final = rf"(?:this(?: [\w']+){{0,3}}?|the following|^\W*) ?{_TEXT}(?: and its \w+)?(?: \([^()]{{1,60}}\))?"
_WAS: Final = r"(?:was|has been|have been|will be|is being|continues to be)(?: \w+ly| since)?"
# "Editor's note (March 12):", "[UPDATED: March 12]", in front of what the note says.
_LEAD: Final = (
    r"^\W*(?:(?:editor['’]?s?['’]? note|note|updated?|edit(?:ed)?)"
    r"(?:\s?\([^()]{3,40}\)|:? [^:\]]{3,30}(?=\]))?\W+)?"
)
_NAMES: Final = (
    r"corrections?(?: (?:and|&) clarifications?)?|clarifications?|errat(?:um|a)|corrigendum|retraction|amendment"
    r"|fe de err(?:atas?|ores)|rectificaci[óo]n|aclaraci[óo]n|rectificatif|korrektur|berichtigung|correção|correzione"
    r"|تصحيح"
)
_DATED: Final = (
    r"(?:\s?\([^()]{3,40}\)|\s(?:appended|issued|notice|made|on|added)\b[^:.]{0,60}|\W\s?[^\W\d]+\.? \d{1,2}, \d{4})?"
)
_CORRECTIONS: Final = (
    rf"(?:{_NAMES}){_DATED}\s?(?:[:–—-]|$|\.\s)",
    rf"(?:an? |the )?(?:earlier|previous|prior|original|initial) version of th(?:is|e) (?:[\w']+ ){{0,3}}?{_TEXT}",
    rf"{_THIS} {_WAS} (?:amended|corrected|clarified|retracted|revised)",
    rf"{_THIS} (?:originally|initially|previously|incorrectly|mistakenly|wrongly) (?:\w+ )?"
    r"(?:said|stated|misstated|misidentified|misspelled|reported|referred|gave|had|named|described|attributed)",
    r"(?:corrected|clarified) (?:to|the)\b|updated to (?:correct|clarify|fix)",
    r"we (?:have|'ve|’ve) (?:corrected|amended)|(?<=\()(?:corrects|refiles|corrected|refiling)\b",
    r"in an? (?:earlier|previous) version\b",
)
_UPDATES: Final = (
    r"updated (?:at|on) |updated to (?:add|include|reflect|show|say)\b|(?:story )?updated with\b",
    r"updates?(?: ?\d| ?\([^()]{1,30}\)| at [^:]{3,30})?:\s",
    rf"{_THIS} {_WAS} (?:updated|edited|expanded|republished)",
    r"(?<=\()(?:updates|updated|adds|recasts|updating|rewrites|writes through)\b[^()]{3,200}\)\s*$",
    r"this is a (?:developing|breaking)|(?:developing|breaking) story\W",
    rf"an? (?:updated|newer) version of this {_TEXT}",
)


def _any(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_LEAD + "(?:" + "|".join(forms) + ")", re.I)


_CORRECTION: Final = _any(_CORRECTIONS)
_UPDATE: Final = _any(_UPDATES)
_TOLD: Final = re.compile(_THIS, re.I)
_LONGEST: Final = 700
_SHORTEST: Final = 15
_LABEL: Final = 3
"""Words of a line that is but a label ("Corrections"): the line behind it is the note."""
_BEHIND: Final = 8


def find_notes(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[tuple[Kind, int, int]]:
    """Yield the notes on a story, with their places on the page, in its order.

    Args:
        sheet: The page laid flat.
        blocks: The story's own blocks: notes stand among them, over them, or right behind.
    """
    if not blocks:
        return
    start, end = _stretch(sheet, blocks)
    text = sheet.text.content[start:end].lower()
    if not any(word in text for word in _TRIGGERS):
        return
    label: Kind | None = None
    for row in sheet.rows:
        if start <= row.start < end and len(row.text) <= _LONGEST:
            kind = note_kind(row.text)
            alone = kind is not None and len(row.text.split()) <= _LABEL and row.text[0] != "("
            if (kind or label) and not alone and len(row.text) >= _SHORTEST:
                yield kind or label or "correction", row.start, row.end
            elif row.text[-1:] == ")":
                yield from _closing(row)
            label = kind if alone else None


def note_kind(text: str) -> Kind | None:
    """Say whether a line is a note of the outlet on its own text, and of which kind; a line that is a date is none."""
    if _CORRECTION.match(text):
        return "correction"
    if _UPDATE.match(text) and (_TOLD.search(text) or not read_date_line(text)):
        return "update"
    return None


def _closing(row: Row) -> Iterator[tuple[Kind, int, int]]:
    """Yield the note in brackets that a paragraph ends with: "… he said. (This story has been updated.)"."""
    at = row.text.rfind("(")
    kind = note_kind(row.text[at:]) if at > 0 else None
    if kind:
        yield kind, row.start + at, row.end


def _stretch(sheet: Sheet, blocks: tuple[Block, ...]) -> tuple[int, int]:
    """Return the stretch of the page from a story's first block to a few lines behind its last."""
    start, last = min(b.page_span.start for b in blocks), max(b.page_span.end for b in blocks)
    behind = [row.end for row in sheet.rows if row.start >= last][:_BEHIND]
    return start, behind[-1] if behind else last
