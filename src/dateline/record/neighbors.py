"""What stands beside what: the tokens of an article by where they begin, and its names by where they begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.acronyms import strange_letters
from dateline.record.lands import Lands
from dateline.record.tokens import Token, Tokens
from dateline.world.names import words
from dateline.world.organizations import Organization

CLITICS = ("'s", "’s")

SHORT = {
    "Sen.": "senator", "Sen": "senator", "Sens.": "senators", "Rep.": "congressman", "Rep": "congressman",
    "Reps.": "congressmen", "Gov.": "governor", "Gov": "governor", "Govs.": "governors", "Gen.": "general",
    "Gen": "general", "Lt.": "lieutenant", "Lt": "lieutenant", "Col.": "colonel", "Col": "colonel", "Maj.": "major",
    "Maj": "major", "Capt.": "captain", "Capt": "captain", "Sgt.": "sergeant", "Sgt": "sergeant", "Adm.": "admiral",
    "Gens.": "generals", "Amb.": "ambassador", "Supt.": "superintendent", "Insp.": "inspector", "Cmdr.": "commander",
    "Brig.": "brigadier", "Cpl.": "corporal", "Profs.": "professors",
    "Prof.": "professor", "Prof": "professor", "Rev.": "reverend", "Pres.": "president", "PM": "prime minister",
    "FM": "foreign minister", "DG": "director general", "MP": "lawmaker", "MLA": "lawmaker", "MLC": "lawmaker",
}  # fmt: skip
"""Short titles, and the words the tables know them by."""


class Places:
    """The tokens of an article by where they begin, its names by where they begin and end, and the bodies it names.

    `bodies` are known once the names are clustered: "RSF", of forces or of reporters. `lands` are the countries of the
    article's places; None where its places are not known.
    `strangers` are letters that stand for another body than the tables have them for.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], *, lands: Lands | None = None) -> None:
        self.lands = lands
        self.text = tokens.article.text.content
        self.tokens: list[Token] = [t for s in tokens.sentences for t in s.tokens]
        self.starts = [t.start for t in self.tokens]
        self.sentence_of = [n for n, s in enumerate(tokens.sentences) for _ in s.tokens]
        self.lower = [SHORT.get(t.text, t.text.lower()) for t in self.tokens]
        names = [m for m in mentions if m.form == "name"]
        self._names_of: dict[int, list[Mention]] = {}
        self.name_at = {m.span.start: m for m in names}
        self.name_to = {m.span.end: m for m in names}
        self.named: dict[int, Mention] = {}
        self.bodies: dict[str, Organization] = {}
        self.strangers = strange_letters(m.evidence[0].exact for m in names if m.type == "organization")
        for m in names:
            self.named.update(dict.fromkeys(range(self.first(m.span), self.after(m.span)), m))
            number = self.sentence_of[min(self.first(m.span), len(self.starts) - 1)]
            self._names_of.setdefault(number, []).append(m)

    def first(self, span: Span) -> int:
        """Return the number of the first token of a span."""
        return bisect_left(self.starts, span.start)

    def after(self, span: Span) -> int:
        """Return the number of the first token behind a span."""
        return bisect_left(self.starts, span.end)

    def opens(self, span: Span) -> bool:
        """Say whether a sentence begins with a stretch of the text, or with an article before it."""
        first = self.first(span)
        first -= first > 0 and self.lower[first - 1] == "the"
        return not first or not self.same_sentence(first - 1, first)

    def names(self) -> Iterable[Mention]:
        """Return all names."""
        return self.name_at.values()

    def names_in(self, sentence: int) -> Sequence[Mention]:
        """Return the names of a sentence, by its number."""
        return self._names_of.get(sentence, ())

    def same_sentence(self, i: int, k: int) -> bool:
        """Say whether two tokens stand in one sentence."""
        size = len(self.tokens)
        return 0 <= i < size and 0 <= k < size and self.sentence_of[i] == self.sentence_of[k]


def is_noun(places: Places, k: int) -> bool:
    """Say whether a small word may be a noun or adjective: no verb, preposition or pronoun we know."""
    word = places.lower[k]
    return (
        word not in words("followers") and word not in words("person_after") and not word.endswith(("ed", "ing", "ly"))
    )
