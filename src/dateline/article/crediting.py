"""Lines under a story that say who made it and what it was made from: "Reporting by …; Editing by …", references."""

from __future__ import annotations

import re
from typing import Final

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
