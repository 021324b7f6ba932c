"""Is a sentence that others wrote backed by words of the record? Names, numbers, days, quotations, one by one.

This says nothing of whether the sentence is true; it says that nothing in it that can be looked up was invented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from dateline.story.alike import content
from dateline.world.names import common_words

ENOUGH = 0.5
"""So much of a sentence's content words have to stand in the words that it cites; the rest is how it puts them."""
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(?<!\w)['‘]([^'‘’]{2,})['’](?!\w)")
_MARKS = re.compile(r"[\"“”„«»]")
_NUMBER = re.compile(r"\d+(?:[.,:/\-]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_OPENING = re.compile(r"[.!?…:;]\s*[\"“'‘«(\[]*$|^[\s\"“'‘«(\[]*$")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_WORDED = {word: str(n) for n, word in enumerate((*_ONES.split(), "eighteen", "nineteen"))} | {
    word: str(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_AMOUNTS = frozenset(
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens score scores half "
    "twice thrice double triple quarter third first second fourth fifth percent".split()
)
_DAYS = frozenset("yesterday today tomorrow tonight".split())
_DENIED = re.compile(r"\b(?:not|never|no|nobody|none|without|denied|denies|deny|refused|refuses)\b|n['’]t\b", re.I)


def unbacked(sentence: str, cited: Sequence[str]) -> str | None:
    """Return what of a sentence the words that it cites do not back; None where nothing is left.

    Args:
        sentence: What somebody wrote.
        cited: The words of the record that it names as its sources.
    """
    if not cited:
        return "it cites nothing"
    there = " \n ".join(map(_plain, cited))
    checks = (
        _quotation(sentence, cited),
        _missing("the number", _numbers(sentence), set(_numbers(there))),
        _missing("the name", _names(sentence), {_key(w) for w in _WORD.findall(there)}),
        _missing("the day", _relative(sentence), set(_relative(there))),
        _denial(sentence, cited),
        _words(sentence, there),
    )
    return next((found for found in checks if found), None)


def _plain(text: str) -> str:
    """Return a text with one sort of white space and of apostrophes."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _quotation(sentence: str, cited: Sequence[str]) -> str | None:
    """Return a quotation that none of the cited words hold as it stands."""
    if len(_MARKS.findall(sentence)) % 2:
        return "a quotation mark stands alone"
    held = [_marks_off(c) for c in cited]
    for match in _QUOTED.finditer(sentence):
        said = _marks_off(match[1] or match[2]).rstrip(",.;:!? ")
        if said and not any(said in words for words in held):
            return f"the quotation {said!r} does not stand there"
    return None


def _marks_off(text: str) -> str:
    return _plain(re.sub(r"[\"“”„«»‘]", "", text))


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text, in digits where they are small and in words."""
    digits = [n.replace(",", "").rstrip(".") for n in _NUMBER.findall(text)]
    out = [part for n in digits for part in (re.split(r"[:/\-]", n) if re.search(r"[:/\-]", n) else [n])]
    for word in _WORD.findall(text):
        for part in word.casefold().split("-"):
            if part in _WORDED and part != "one":
                out.append(_WORDED[part])
            elif part in _AMOUNTS:
                out.append(part.removesuffix("s"))
    return out


def _names(text: str) -> list[str]:
    """Return the words of a text that are written as names are; one that opens a sentence may be an ordinary word."""
    out = []
    for match in _WORD.finditer(text):
        word = match[0]
        if not any(c.isupper() for c in word) or word == "I":
            continue
        ordinary = word[1:].islower() and _key(word) in common_words()
        if not (ordinary and _OPENING.search(text[: match.start()])):
            out.append(_key(word))
    return out


def _relative(text: str) -> list[str]:
    return [w for w in map(_key, _WORD.findall(text)) if w in _DAYS]


def _missing(what: str, wanted: Iterable[str], there: set[str]) -> str | None:
    lost = next((w for w in wanted if w not in there), None)
    return f"{what} {lost} does not stand there" if lost is not None else None


def _denial(sentence: str, cited: Sequence[str]) -> str | None:
    """Return why a sentence is not backed that denies what nobody denies, or says outright what all deny."""
    denied = [bool(_DENIED.search(words)) for words in cited]
    if _DENIED.search(sentence):
        return None if any(denied) else "it denies what is not denied there"
    return "it says what is denied there" if all(denied) else None


def _words(sentence: str, there: str) -> str | None:
    said, held = content(sentence), content(there)
    if not said:
        return "it says nothing"
    return None if len(said & held) / len(said) >= ENOUGH else "most of its words do not stand there"
