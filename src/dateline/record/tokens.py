"""Tokens and sentences of an article, with their places in its text; every step of reading walks over these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dateline.model.article import Article, Role
from dateline.model.span import Span
from dateline.record.grouping import commaed

READ_ROLES: frozenset[Role] = frozenset(
    {"headline", "standfirst", "dateline", "paragraph", "subheading", "list", "quote", "caption"}
)
"""Roles whose words may state facts: all but the byline, whose names are no actors of the story."""

# One token: a word with inner apostrophes, hyphens, dots of an abbreviation ("U.S."), a number with its separators
# ("1,200.5"), a handle or tag, or any single other character.
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|No|Rs|Inc|Ltd|Co|Corp|etc"
    "|Sens|Reps|Govs|Gens|Drs|Profs|Revs|Messrs|Mmes|Pres|Amb|Brig|Cmdr|Supt|Insp|Cpl|Pvt|Smt|Engr|Mdm|Msgr|Cllr"
    "|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
    "|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa"
    "|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[ap]\.m\.|(?:{_ABBREVIATIONS})\.(?!\w)"
    r"|\d+(?:[.,]\d+)+[A-Za-z]{1,3}(?!\w)|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![\w])|[@#]\w+|\w+(?:[’'\-‑]\w+)*|[^\w\s]"
)
_CLITIC = re.compile(r"(?i)(?<=\w)(?:n[’']t|[’'](?:s|re|ve|ll|d|m))$")
# No sentence of the news has more; what goes on is a table or no prose, and steps that look for words all over their
# sentence would take the square of its length.
_LONGEST = 250
_OPENERS = "\"'“‘([«"
_CLOSERS = "\"'”’)]»"
# Tokens that end in a dot without ending a sentence.
_TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Gen. Lt. Col. Maj. Capt. Sgt. Adm. Sen. Rep. Gov. Rev. Hon. St. vs. No. Rs. Sens. Reps."
    " Govs. Gens. Drs. Profs. Revs. Messrs. Mmes. Pres. Amb. Brig. Cmdr. Supt. Insp. Cpl. Pvt. Smt. Engr. Mdm. Msgr."
    " Cllr.".split()
)


class Token(NamedTuple):
    """A word or mark and where it stands in the article's text; a number has commas where the text has blanks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, and which block it is part of."""

    span: Span
    tokens: tuple[Token, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """An article cut into sentences of tokens, in reading order."""

    article: Article
    sentences: tuple[Sentence, ...]


def tokenize(article: Article) -> Tokens:
    """Cut the blocks that may state facts into sentences of tokens."""
    text, out = commaed(article.text.content), []
    for n, block in enumerate(article.blocks):
        if block.role in READ_ROLES:
            out.extend(_sentences(tokens_of(text, block.span), text, n))
    return Tokens(article, tuple(out))


def tokens_of(text: str, span: Span) -> list[Token]:
    """Return the tokens of a stretch of text; a clitic ("'s", "n't") is a token of its own."""
    out = []
    for m in _TOKEN.finditer(text, span.start, span.end):
        word, (start, end) = m[0], m.span()
        clitic = _CLITIC.search(word) if "'" in word or "’" in word else None
        if clitic and clitic.start() > 0:
            cut = start + clitic.start()
            out += [Token(text[start:cut], start, cut), Token(text[cut:end], cut, end)]
        else:
            out.append(Token(word, start, end))
    return out


def _sentences(tokens: list[Token], text: str, block: int) -> list[Sentence]:
    """Cut a block's tokens after closing marks, where the next word may begin a sentence."""
    out: list[Sentence] = []
    begin, i = 0, 0
    while i < len(tokens):
        if tokens[i].text in (".", "!", "?", "…", "।", "۔", "؟"):
            i += 1
            while i < len(tokens) and _clings(tokens[i], tokens[i - 1]):
                i += 1
            if i < len(tokens) and _may_begin(tokens[i], tokens, i, text):
                out += _bounded(tokens[begin:i], block)
                begin = i
        elif tokens[i].text[-1] == "." and i + 1 < len(tokens) and _abbreviation_ends(tokens[i], tokens[i + 1]):
            i += 1
            out += _bounded(tokens[begin:i], block)
            begin = i
        else:
            i += 1
    if begin < len(tokens):
        out += _bounded(tokens[begin:], block)
    return out


def _clings(token: Token, before: Token) -> bool:
    """Say whether a mark after a full stop still belongs to the sentence it closes."""
    return token.text in (".", "!", "?", "…") or (token.text in _CLOSERS and token.start == before.end)


def _may_begin(token: Token, tokens: list[Token], i: int, text: str) -> bool:
    """Say whether a token can be the first of a sentence, judged by white space before it and by its first letter."""
    if text[tokens[i - 1].end : token.start] == "":
        return False
    first = token.text[0]
    if first in _OPENERS:
        return i + 1 < len(tokens) and not tokens[i + 1].text[0].islower()
    # A single initial before the stop ("George W. Bush") does not end a sentence.
    if tokens[i - 1].text == "." and i >= 2 and re.fullmatch(r"[A-Z]", tokens[i - 2].text):
        return False
    return not first.islower()


def _abbreviation_ends(token: Token, following: Token) -> bool:
    """Say whether "U.S." or "Inc." is the end of its sentence: a common opener with a capital comes next."""
    return (
        token.text.endswith(".")
        and len(token.text) > 2
        and token.text not in _TITLES
        and following.text in _OPENING_WORDS
    )


_OPENING_WORDS = frozenset(
    "The A An In On At He She It They We But And This That These Those His Her Their There However Meanwhile".split()
)


def _bounded(tokens: list[Token], block: int) -> Iterator[Sentence]:
    """Yield these tokens as a sentence, or as several where they are too many for one."""
    for at in range(0, len(tokens), _LONGEST):
        part = tokens[at : at + _LONGEST]
        yield Sentence(Span(part[0].start, part[-1].end), tuple(part), block)
