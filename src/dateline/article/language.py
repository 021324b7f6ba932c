"""Which language an article is in: what the page says, else its script, else its small words. A light guess, BCP 47."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_SCRIPTS: Final = (
    ("he", "\u0590", "\u05ff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"),
    ("pa", "\u0a00", "\u0a7f"),
    ("gu", "\u0a80", "\u0aff"),
    ("ta", "\u0b80", "\u0bff"),
    ("te", "\u0c00", "\u0c7f"),
    ("kn", "\u0c80", "\u0cff"),
    ("ml", "\u0d00", "\u0d7f"),
    ("or", "\u0b00", "\u0b7f"),
    ("si", "\u0d80", "\u0dff"),
    ("th", "\u0e00", "\u0e7f"),
    ("lo", "\u0e80", "\u0eff"),
    ("bo", "\u0f00", "\u0fff"),
    ("my", "\u1000", "\u109f"),
    ("am", "\u1200", "\u137f"),
    ("km", "\u1780", "\u17ff"),
    ("hy", "\u0530", "\u058f"),
    ("ka", "\u10a0", "\u10ff"),
    ("ko", "\uac00", "\ud7af"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
)
_SMALL: Final = {
    "en": "the of and to in that was for is on said with by from has it at as be a an this which are were not he she "
    "his her they their who will have had but or after over into than been would could about out up our its you",
    "es": "de la que el en y los del las por con una para su se como más al",
    "fr": "de la le les des et en du une que dans pour qui sur par au est pas",
    "de": "der die und das den von zu mit im ist auf für nicht ein eine dem sich des",
    "it": "di che il la per un del una in con della non sono dei alla è nel",
    "pt": "de que do da em para um uma com não os dos no se na por mais as",
    "nl": "de het een van en in op dat te voor met zijn niet aan er is",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi sonra kadar",
    "id": "yang dan di dengan untuk dari pada tidak ini akan itu dalam telah",
    "pl": "w i na z do nie się że jest o od przez po jak za",
    "da": "og at det som en på er af for med den til ikke har blev sig fra om",
    "no": "og at det som en på er av for med den til ikke har ble seg fra om",
    "ro": "și de la în pe cu a un o nu care din au să pentru că este asupra",
    "cs": "a v na se že je s z do o pro po jsou by ale jako k ve podle",
    "vi": "và của là trong có cho với được các một những không đã về tại",
    "sv": "och att det som en på är av för med den till inte har",
}
_WORDS: Final = {
    word: tuple(k for k, v in _SMALL.items() if word in v.split()) for v in _SMALL.values() for word in v.split()
}
# Letters that one of these languages has and its neighbors have not: each counts as a small word does.
_LETTERS: Final = {
    "pl": "ąćęłńśźż", "ro": "șțăşţ", "da": "æ", "tr": "ğış", "de": "ß", "es": "ñ¿¡", "pt": "ãõ", "cs": "ěřů",
    "vi": "ươđạấế",
}  # fmt: skip
_BY_LETTER: Final = {c: k for k, letters in _LETTERS.items() for c in letters}
_TELLING: Final = re.compile(f"[{''.join(_BY_LETTER)}]")
_WORD: Final = re.compile(r"\w+")
_UKRAINIAN: Final = frozenset("іїєґ")
_MARATHI: Final = re.compile(r"\u0933|(?<!\S)(?:आणि|आहे|नाही)(?!\S)")
_TAG: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PERSIAN: Final = frozenset("ٹڈڑںےھگچپژیکہ")
_SAMPLE: Final = 4000
_CLEARLY: Final = 2
"""How many times the small words of English another language must have."""


def stated_language(*tags: str | None) -> str | None:
    """Return the first of the tags that is one of BCP 47, written as usual ("en-US"), or None."""
    for tag in tags:
        m = _TAG.fullmatch(tag.strip()) if tag else None
        if m:
            first, *rest = re.split(r"[-_]", m.group())
            return "-".join(
                [first.lower(), *(r.upper() if len(r) == 2 else r.title() if len(r) == 4 else r for r in rest)]
            )
    return None


def guessed_language(content: str) -> str | None:
    """Return the language the words look like, or None when they are too few to tell."""
    sample = content[:_SAMPLE]
    foreign = [] if sample.isascii() else [c for c in sample if c > "\u0370" and c.isalpha()]
    if foreign and len(foreign) > sum(c.isalpha() for c in sample) / 2:
        return _by_script(foreign, sample)
    lowered = sample.lower()
    votes: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(lowered)).items():
        for k in _WORDS.get(word, ()):
            votes[k] += times
    if not sample.isascii():
        votes.update(_BY_LETTER[c] for c in _TELLING.findall(lowered))
    best, most = votes.most_common(1)[0] if votes else ("en", 0)
    if best != "en" and most < _CLEARLY * votes["en"]:
        # Short words are shared ("a", "do", "no"), and a text taken for a foreign one loses its facts.
        best, most = "en", votes["en"]
    return best if most >= 3 else None


def _by_script(letters: list[str], sample: str) -> str | None:
    counts = Counter(k for c in letters for k, first, last in _SCRIPTS if first <= c <= last)
    if not counts:
        return None
    best = counts.most_common(1)[0][0]
    if best == "zh" and counts["ja"] > counts["zh"] / 20:
        return "ja"
    if best == "ar" and sum(c in _PERSIAN for c in letters) > len(letters) / 30:
        return "ur" if any(c in "ےٹڈڑںہ" for c in letters) else "fa"
    if best == "ru" and sum(c in _UKRAINIAN for c in letters) > len(letters) / 50:
        return "uk"
    return "mr" if best == "hi" and _MARATHI.search(sample) else best
