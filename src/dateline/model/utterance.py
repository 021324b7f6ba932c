"""Utterances: the same words of one speaker as several outlets print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.told import Who, Words

Wording = Literal["longest", "same", "cut", "reworded", "reported"]
"""How a variant stands to the longest quotation: the longest itself, the same words, fewer of them, other words between
quotation marks (another translation, or a paraphrase in marks), or told without marks, which is no quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What was said, as one article prints it.

    Args:
        quotes: The ids of its quotes; several where the article breaks the words off and goes on.
        article: The id of the article.
        wording: How it stands to the longest quotation.
        content: Its words; those between quotation marks where it has any.
        shared: The share of the shorter one's words, weighed by what they say, that it has in common with the longest.
        speaker: Who said it, as this article has it.
    """

    quotes: tuple[str, ...]
    article: str
    wording: Wording
    content: tuple[Words, ...]
    shared: float
    speaker: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Something said once, and every article that has it.

    Args:
        id: Made of its first quote.
        speaker: Who said it, by the fullest name; None where no article says.
        said: The longest quotation, verbatim.
        variants: The articles that have it, first to print first.
        outlets: Who printed it; what was taken from one text or one agency is one.
        first, last: The days, ISO 8601.
        disputed: The other names the words are given to, where articles differ on who spoke.
    """

    id: str
    speaker: Who | None
    said: tuple[Words, ...]
    variants: tuple[Variant, ...]
    outlets: tuple[str, ...]
    first: str
    last: str
    disputed: tuple[str, ...] = ()
