"""Markdown laid flat: the marks become hints, the words stay. Only what news feeds and converters write is known."""

from __future__ import annotations

import re
from typing import Final

from dateline.article.metadata import Metadata
from dateline.article.rows import Row, Sheet
from dateline.model.span import Text

_BLOCK: Final = re.compile(r"\s*(?:(?P<h>#{1,6})\s+|(?P<q>>\s?)+|(?P<li>(?:[-*+]|\d{1,3}[.)])\s+))")
_RULE: Final = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
# Bounded, since each bracket of a line of nothing but open brackets would be followed to the end of it.
_IMAGE: Final = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK: Final = re.compile(r"\[([^\]\n]{1,500})\]\([^()\n]{0,2000}\)")
_MARK: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|\\(?=[\\`*_{}\[\]()#+\-.!|>])")


def flatten_markdown(content: str) -> Sheet:
    """Lay a markdown page flat.

    Args:
        content: The markdown; a front matter block between `---` lines gives title, date and author.
    """
    meta, body = _front_matter(content)
    rows: list[Row] = []
    at = 0
    for line in _lines(body):
        tag, words, links = _read(line)
        if words:
            rows.append(Row(at, at + len(words), words, tag, links))
            at += len(words) + 1
    text = "\n".join(row.text for row in rows)
    return Sheet(Text.from_str(text), tuple(rows), Metadata(meta=meta, title=meta.get("title")), markup=True)


def _front_matter(content: str) -> tuple[dict[str, str], str]:
    m = re.match(r"---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|$)", content, re.S)
    if not m:
        return {}, content
    pairs = (line.partition(":") for line in m.group(1).splitlines())
    meta = {k.strip().lower(): v.strip().strip("\"'") for k, _, v in pairs if v.strip() and not k.startswith(" ")}
    return meta, content[m.end() :]


def _lines(body: str) -> list[str]:
    """Join the lines of a paragraph: in markdown a single line break is a space."""
    out: list[list[str]] = []
    open_paragraph = False
    for line in body.splitlines():
        if not line.strip() or _RULE.match(line):
            open_paragraph = False
        elif open_paragraph and not _BLOCK.match(line):
            out[-1].append(line)
        else:
            out.append([line])
            open_paragraph = not line.lstrip().startswith("#")
    return [" ".join(lines) for lines in out]


def _read(line: str) -> tuple[str, str, int]:
    """Return the tag a line stands for, its words, and how many characters of them are links."""
    m = _BLOCK.match(line)
    tag = "p"
    if m:
        tag = f"h{len(m['h'])}" if m["h"] else "blockquote" if m["q"] else "li"
        line = line[m.end() :]
    line = _IMAGE.sub("", line)
    links = sum(len(found) for found in _LINK.findall(line))
    words = " ".join(_MARK.sub("", _LINK.sub(r"\1", line)).split())
    return tag, words, min(links, len(words))
