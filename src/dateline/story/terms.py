"""The words that say what an article is about: stems of its headline, its lead and the first part of its prose."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from sys import intern

from dateline.model.record import Record
from dateline.story.prose import prose_lines

HEADLINE, LEAD = 4, 2
"""How often a word of the headline and of the lead counts; headlines are often all that two texts share."""
LEAD_WORDS, MOST_WORDS = 60, 400
"""How long the lead is, and after how many words an article wanders off to background."""
LONGEST = 80
"""What is longer is no word: an address, a key, a picture in letters."""
_TERM = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SITE = re.compile(r"\s[|»–—-]\s")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
# Words that hold sentences together and the words of saying, which every article has.
EMPTY = frozenset(
    "a about after all also am an and any are as at be because been before being between both but by can could did do"
    " does down during each first for from get had has have he her him his how i if in into is it its just last like"
    " made make many may me might more most mr mrs ms much my new no not now of off on one only or other our out over"
    " own people said same say says she should since so some still such than that the their them then there these they"
    " this those through to told too two under until up us very was we well were what when where which while who whom"
    " why will with would year yes you your".split()
)


def terms_of(record: Record) -> Counter[str]:
    """Return the article's terms and how often each counts."""
    text = record.article.text.content
    out: Counter[str] = Counter()
    for term in _terms(headline_of(record)):
        out[term] += HEADLINE
    words = (word for line in prose_lines(record.article) for word in text[line.start : line.end].split())
    first = list(islice(words, MOST_WORDS))
    out.update(_terms(" ".join(first)))
    for term in _terms(" ".join(first[:LEAD_WORDS])):
        out[term] += LEAD - 1
    return out


def headline_of(record: Record) -> str:
    """Return the headline without the name of the site that some put behind it."""
    headline = record.article.headline.value if record.article.headline else ""
    before = _SITE.split(headline)[0]
    return before if len(before.split()) >= 3 else headline


def _terms(words: str) -> list[str]:
    found = (m.group().lower().replace("’", "'").removesuffix("'s") for m in _TERM.finditer(words))
    # Interned: a window of 100,000 articles holds each term many times.
    return [intern(stem(word)) for word in found if 1 < len(word) <= LONGEST and word not in EMPTY]


def stem(word: str) -> str:
    """Return a word without the endings of number and tense; the same for words that differ in nothing else."""
    if len(word) > 4:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
                return word.removesuffix(ending) + instead
    return word
