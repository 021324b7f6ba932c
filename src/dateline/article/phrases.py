"""Words that give furniture away: newsletters, sharing, law, advertisements, related stories, walls (phrases.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast

from dateline.article.quick import any_of
from dateline.model.article import DropRole

_LONGEST: Final = 700

Wall = Literal["consent", "script", "pay", "subscribers"]


def may_tell(lowered: str) -> bool:
    """Say whether a line holds words of furniture, or words of an aside: asked first, for most lines hold neither.

    Words that tell furniture at the start of a line alone are not looked for.

    Args:
        lowered: The line in lower case, with straight apostrophes.
    """
    return _telling().search(lowered) is not None


def furniture_words(lowered: str, *, may: bool = True) -> DropRole | None:
    """Return what kind of furniture the first telling words of a line belong to, or None.

    Args:
        lowered: The line in lower case, with straight apostrophes.
        may: What `may_tell` says of it, if that was asked.
    """
    kinds, at_start, anywhere, some = _furniture()
    m = at_start.match(lowered) or (anywhere.search(lowered) if may and some.search(lowered) else None)
    return kinds[int(m.lastgroup[1:])] if m and m.lastgroup else None


def told_of(lowered: str) -> list[str]:
    """Return what a sentence tells of beside the story: its writer, the outlet's own dealings, a picture.

    Args:
        lowered: The line in lower case, with straight apostrophes.
    """
    some, aside = _aside()
    if len(lowered) > _LONGEST or not some.search(lowered):
        return []
    return list(dict.fromkeys(m.lastgroup or "" for m in aside.finditer(lowered)))


def stands_alone(line: str) -> DropRole | None:
    """Return what a whole line is that is no part of any story, even of a clean one: "Read also: …", "Follow us on …".

    Args:
        line: The line as it stands.
    """
    if len(line) > _LONGEST:
        return None
    kinds, lines = _alone()
    m = lines.fullmatch(line.lower().replace("’", "'"))
    return kinds[int(m.lastgroup[1:])] if m and m.lastgroup else None


def ends_stories(line: str) -> bool:
    """Say whether a line is one after which a story does not go on: "Comments", "Related articles", "©"."""
    return len(line) < 60 and _ends().fullmatch(line) is not None


def lists_sources(line: str) -> bool:
    """Say whether a line heads the list of what a story was made from: "References", "Footnotes"."""
    return len(line) < 40 and _sources().fullmatch(line) is not None


def wall_words(kind: Wall) -> re.Pattern[str]:
    """Return the pattern of what such a wall says, in small letters."""
    return _walls()[kind]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("dateline.article").joinpath("phrases.toml").read_text("utf8"))


@cache
def _furniture() -> tuple[tuple[DropRole, ...], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the kinds, the words that begin a line, those that stand anywhere in it, and whether there are such.

    They are kept apart for speed: what begins a line is tried at one place, not at each character, and most lines
    hold none of the others.
    """
    table: dict[str, list[str]] = _table()["furniture"]
    start = {kind: [w for w in words if w.startswith("^")] for kind, words in table.items()}
    rest = {kind: [w for w in words if not w.startswith("^")] for kind, words in table.items()}
    some = re.compile(f"(?<![a-z])(?:{any_of(w for words in rest.values() for w in words)})")
    return cast("tuple[DropRole, ...]", tuple(table)), _grouped(start, ""), _grouped(rest, "(?<![a-z])"), some


def _grouped(table: dict[str, list[str]], before: str) -> re.Pattern[str]:
    groups = (f"(?P<k{n}>{'|'.join(words)})" for n, words in enumerate(table.values()) if words)
    return re.compile(f"{before}(?:{'|'.join(groups)})")


@cache
def _aside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return whether there are such words, asked first for speed, and which."""
    table: dict[str, list[str]] = _table()["asides"]
    some = any_of(w for words in table.values() for w in words)
    groups = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in table.items())
    return re.compile(f"(?<![a-z])(?:{some})"), re.compile(f"(?<![a-z])(?:{groups})")


@cache
def _alone() -> tuple[tuple[DropRole, ...], re.Pattern[str]]:
    table: dict[str, list[str]] = _table()["alone"]
    return cast("tuple[DropRole, ...]", tuple(table)), _grouped(table, "")


@cache
def _telling() -> re.Pattern[str]:
    tables: tuple[dict[str, list[str]], ...] = (_table()["furniture"], _table()["asides"])
    words = any_of(w for table in tables for group in table.values() for w in group if not w.startswith("^"))
    return re.compile(f"(?<![a-z])(?:{words})")


@cache
def _ends() -> re.Pattern[str]:
    return _any(_table()["ends"]["story"])


@cache
def _sources() -> re.Pattern[str]:
    return _any(_table()["ends"]["sources"])


@cache
def _walls() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(any_of(words)) for kind, words in _table()["walls"].items()}


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.I)
