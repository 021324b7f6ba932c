"""Lines under a story that say who made it and what it was made from: "Reporting by …; Editing by …", references."""

from __future__ import annotations

import re
from typing import Final

from dateline.world.outlets import agency_named

_STAFF: Final = re.compile(
    r"(?i)\W{0,3}(?:(?:additional|further|with) ){0,2}(?:reporting|writing|editing|compiled|edited|written|translated)"
    r"(?: (?:and|&) (?:reporting|writing|editing))? (?:and \w+ing )?by:? \S"
)
_WORK_WORDS: Final = frozenset(
    "additional further with reporting writing editing compiled edited written translated by and in at for from the of"
    " de da del di van von der den al el bin la le newsroom desk staff".split()
)
"""All that such a line says beside names."""
_LONGEST: Final = 400
_AUTHOR: Final = r"[A-Z][\w’'-]+,? (?:[A-Z]\.?[ -]?){1,3}"
_AUTHORS: Final = re.compile(rf"(?:\[?\d{{1,3}}[.\])]?\s)?{_AUTHOR}(?:[,;&]? ?(?:and )?{_AUTHOR})*[,.; ]")
_SOURCE: Final = re.compile(r"(?i)\bdoi\b|\b\d+\(\d+\)\s?:|\b(?:19|20)\d\d;\s?\d+|\bet al\.")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_CAPTION: Final = 300
_PERSON: Final = r"[A-ZÀ-Ž][\w.’'-]*(?: [A-ZÀ-Ž][\w.’'-]*){0,3}"
_SLASHED: Final = re.compile(
    rf"(?:^|[.!?)|–—-]\s|\(|[a-z]: ?)\(?(?P<who>{_PERSON})\s?/\s?(?P<houses>{_PERSON}(?:\s?/\s?{_PERSON})*"
    r"(?: (?i:file|photos?|images?|pool))?(?: via [A-Z][\w ]+)?)\)?\.?$"
)
"""Who took a picture and who sells it, behind all that is told: "… in 2005. Matthew Kerr/Getty Images"."""
_PICTURED: Final = re.compile(
    r"(?i)\(?(?:(?:file|handout|stock) )?(?:photo|image|picture|photograph)s?(?: credits?)?: ?\S"
)
_TAKEN: Final = re.compile(
    r"(?:^|[.!?)]\s|[(\[|–—]\s?)(?i:(?:(?:file|handout|stock) )?(?:photo(?:graph)?|image|picture)s?(?: credit)?"
    r"(?::| by:?| courtesy(?: of|:)| via) ?)[^\s.!?][^.!?]{1,60}\.?$"
)
_HOUSES: Final = frozenset(
    ("Getty Images", "Getty", "Shutterstock", "iStock", "Alamy", "EPA", "EPA-EFE", "NurPhoto", "Pool", "Zuma")
)


def credits_staff(line: str) -> bool:
    """Say whether a line says who reported, wrote or edited a story, and nothing else."""
    if len(line) > _LONGEST or _STAFF.match(line) is None:
        return False
    small = re.findall(r"(?<!\w)[a-zà-ž][\w’'-]*", line)
    return _WORK_WORDS.issuperset(small)


def cites_work(line: str) -> bool:
    """Say whether a line is an entry of a list of references: authors with initials, a year, a volume or a DOI."""
    cited = _AUTHORS.match(line) is not None and _SOURCE.search(line) is not None
    return cited and _YEAR.search(line) is not None


def captions_picture(line: str) -> bool:
    """Say whether a line is what stands under a picture: it closes with whose picture it is, or opens with "Photo:"."""
    if len(line) > _LONGEST_CAPTION:
        return False
    if _PICTURED.match(line) is not None or _TAKEN.search(line) is not None:
        return True
    m = _SLASHED.search(line)
    if m is None or _sells_pictures(m["who"]):
        return False
    return any(_sells_pictures(part) for part in re.split(r"\s?/\s?", m["houses"]))


def _sells_pictures(words: str) -> bool:
    name = re.sub(r"(?i)\s(?:file|photos?|images?|pool)$|\svia\s.*$", "", words.strip())
    return name in _HOUSES or agency_named(name) is not None
