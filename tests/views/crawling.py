"""Every page of a desk that links lead to, asked over HTTP, and what of it stands on the screen."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from copy import deepcopy
from typing import cast
from urllib.parse import urldefrag, urljoin

from lxml import html
from starlette.testclient import TestClient

HERE = "http://127.0.0.1"
_QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_NOT_READ = ("script", "style", "code", "kbd", "input", "textarea", "template", "title")
_ELSEWHERE = re.compile(r"\?|\.[a-z]+$|^/(export|static)")
"""Addresses that are left out: choices among a page's rows, which are endless, and files."""
MOST = 25
"""So many pages of each sort: the samples name more people than it pays to look at."""


def pages(desk: TestClient, *, begin: str = "/") -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield each page of HTML that links lead to, by its address; an answer that is no success ends the test."""
    waiting, seen = deque([begin]), {begin}
    sorts: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        answer = desk.get(path)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        document = html.document_fromstring(answer.text)
        yield path, document
        for link in found(document, "//a[@href]"):
            target = urldefrag(urljoin(HERE + path, link.get("href"))).url
            there = target.removeprefix(HERE)
            sort = there.split("/")[1] if target.startswith(HERE + "/") else ""
            if sort and there not in seen and sorts[sort] < MOST and not _ELSEWHERE.search(there):
                seen.add(there)
                sorts[sort] += 1
                waiting.append(there)


def found(document: html.HtmlElement, xpath: str) -> list[html.HtmlElement]:
    """Return the elements that an expression of XPath finds."""
    return cast(list[html.HtmlElement], document.xpath(xpath))


def quotations(document: html.HtmlElement) -> Iterator[str]:
    """Yield what stands between quotation marks on the screen, element by element, white space as it is seen."""
    document = deepcopy(document)
    for element in found(document, " | ".join(f"//{name}" for name in _NOT_READ)):
        element.drop_tree()
    for block in document.body.iter():
        if isinstance(block.tag, str) and not any(_is_block(child) for child in block):
            seen = " ".join(block.text_content().split())
            for match in _QUOTATION.finditer(seen):
                yield next(words for words in match.groups() if words is not None)


def _is_block(element: html.HtmlElement) -> bool:
    inline = {"a", "mark", "span", "b", "i", "em", "strong", "q", "cite", "bdi", "time", "small", "abbr", "sup", "br"}
    return isinstance(element.tag, str) and element.tag not in inline
