"""Stories and traps of our own, laid into one another: pages in flat text and in markup, and what is read of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.flow import lines, read_page
from dateline.model.page import Page

HERE = Path(__file__).parent
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story: its lines, and the facts that must be read of it."""

    outlet: str
    headline: str
    byline: str
    date: str
    published: str
    paragraphs: list[str]
    quotes: list[str]
    figures: list[str]
    mentions: list[str]
    events: list[str]
    times: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Furniture: where it stands, as flat text and as markup, and which of its words would be taken for facts."""

    at: str
    words: list[str]
    flat: str
    html: str


def load(name: str) -> Json:
    """Return a table of this folder."""
    return tomllib.loads((HERE / name).read_text("utf8"))


STORIES = {name: Story(**fields) for name, fields in load("stories.toml").items()}
TRAPS = {name: Trap(**fields) for name, fields in load("traps.toml").items()}


def flat_page(story: Story, trap: Trap | None) -> str:
    """Return a story with a trap as a dump in flat text."""
    laid = {trap.at: trap.flat.strip().split("\n")} if trap else {}
    body = [*story.paragraphs[:2], *laid.get("inside", []), *story.paragraphs[2:]]
    top = [*laid.get("before", []), story.headline, story.byline, story.date, *laid.get("before-body", [])]
    return "\n".join([story.outlet, *top, *body, *laid.get("after", [])])


def html_page(story: Story, trap: Trap | None) -> str:
    """Return a story with a trap as a page of markup."""
    laid = {trap.at: trap.html} if trap else {}
    paragraphs = [f"<p>{p}</p>" for p in story.paragraphs]
    body = [*paragraphs[:2], laid.get("inside", ""), *paragraphs[2:]]
    top = f"<h1>{story.headline}</h1><p class='byline'>{story.byline}</p><p class='date'>{story.date}</p>"
    return (
        f"<!doctype html><html lang='en'><head><title>{story.headline} | {story.outlet}</title></head><body>"
        f"<header><a href='/'>{story.outlet}</a></header>{laid.get('before', '')}"
        f"<main><article>{top}{laid.get('before-body', '')}<div class='article-body'>{''.join(body)}</div></article>"
        f"{laid.get('after', '')}</main></body></html>"
    )


def read_first(content: str, *, markup: bool) -> Json:
    """Return the contract's line of a page's own article."""
    page = Page(id="trap", content=content, media_type="text/html" if markup else "text/plain")
    return next(line for line in lines(read_page(page)) if line.get("n", 0) == 0)


def spans_of(line: Json) -> Iterator[tuple[str, int, int]]:
    """Yield the stretches of an article's text that facts were read out of, each with its kind."""
    for kind in ("mentions", "times", "places", "figures"):
        yield from ((kind, f["start"], f["end"]) for f in line[kind])
    for quote in line["quotes"]:
        parts = [quote["source"], quote["cue"], *quote["content"]]
        yield from (("quotes", part["start"], part["end"]) for part in parts if part)
    for event in line["events"]:
        parts = [event["trigger"], *event["actors"], *event["recipients"]]
        yield from (("events", part["start"], part["end"]) for part in parts)


def sprung(line: Json, trap: Trap) -> list[str]:
    """Return what was read out of a trap."""
    text, found = line["text"], []
    for word in trap.words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            found += [f"{kind}: {text[a:b]!r}" for kind, a, b in spans_of(line) if a < end and at < b]
            at = text.find(word, end)
        found += [f"entity: {e['label']}" for e in line["entities"] if word in e["label"]]
    return found


def missing(line: Json, story: Story) -> list[str]:
    """Return which of a story's facts were not read."""
    text = line["text"]
    read: dict[str, set[str]] = {}
    for kind, start, end in spans_of(line):
        read.setdefault(kind, set()).add(text[start:end])
    wanted = [("mentions", m) for m in story.mentions] + [("times", t) for t in story.times]
    wanted += [("quotes", q) for q in story.quotes] + [("figures", f) for f in story.figures]
    out = [f"{kind}: {words}" for kind, words in wanted if not any(words in found for found in read.get(kind, ()))]
    return out + [f"event: {e}" for e in story.events if e not in {event["type"] for event in line["events"]}]
