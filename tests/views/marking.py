"""Which words of a template are not marked for translation: text between tags, titles and labels, words in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes
from lxml import html

from dateline.views.render import _environment

TEMPLATES = Path(__file__).parents[2] / "src" / "dateline" / "views" / "templates"
_SHOWN = ("title", "aria-label", "placeholder", "alt")
_NO_WORDS = frozenset(
    "Dateline OpenAPI OPML Atom JSON Feed CSV RSS TimelineJS iCalendar GDELT POLECAT Lines Web Annotation HMAC "
    "SHA UTC https http".split()
)
"""Names that are the same in every language."""
_QUIET = "script|style|code|kbd|pre"
_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ATTRIBUTE = re.compile(rf'({_HOLE.pattern})|\s([\w-]+)="(?:{_HOLE.pattern}|[^"])*"', re.DOTALL)
_ADDRESS = re.compile(r"\S+\.\S+")
_WORD = re.compile(r"[A-Za-z]{2,}")


def unmarked(path: Path) -> Iterator[str]:
    """Yield what a template shows in English whatever language is spoken."""
    source = path.read_text()
    yield from _between_tags(_HOLE.sub("", source))
    # What an attribute is put together from is shown only where the attribute is.
    shown = _ATTRIBUTE.sub(lambda m: m[0] if m[1] or m[2] in _SHOWN else "", source)
    yield from (word for word in _in_code(_environment().parse(shown)) if _has_words(word))


def _has_words(text: str) -> bool:
    return any(word not in _NO_WORDS for word in _WORD.findall(_ADDRESS.sub("", text)))


def _between_tags(source: str) -> Iterator[str]:
    """Yield texts and attributes that hold words; what says which language it is in, is in that on purpose."""
    root = html.fragment_fromstring(source, create_parent="div")
    for element in root.iter():
        if not isinstance(element.tag, str) or re.fullmatch(_QUIET, element.tag) or _told_apart(element):
            if element.tail and _has_words(element.tail) and not _told_apart(element.getparent()):
                yield element.tail.strip()
            continue
        texts = [element.text, element.tail, *(element.get(name) for name in _SHOWN)]
        yield from (text.strip() for text in texts if text and _has_words(text))


def _told_apart(element: html.HtmlElement | None) -> bool:
    while element is not None:
        if element.get("lang") == "en" or element.get("translate") == "no" or element.tag in ("kbd", "code"):
            return True
        element = element.getparent()
    return False


def _in_code(tree: nodes.Template) -> Iterator[str]:
    """Yield the words that expressions put on the page as they are."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData):
                yield from _words_of(node)


def _words_of(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Const(value=str(words)):
            yield words
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from _words_of(one)
            if other is not None:
                yield from _words_of(other)
        case nodes.Or(left=one, right=other) | nodes.And(left=one, right=other):
            yield from _words_of(one)
            yield from _words_of(other)
        case nodes.Concat(nodes=parts):
            for part in parts:
                yield from _words_of(part)
        case nodes.Call(node=nodes.Getattr(attr="many"), args=[_, *words]):
            for word in words:
                yield from _words_of(word)
