"""What a message of an alert says: what is new, story by story, each with who tells it and where."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.views.contexts import Snippet
from dateline.views.words import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestArticle:
    """An article that is new.

    Args:
        id: Its name in feeds and messages, which no later version changes.
        url: Its page on the desk.
        source_url: Where it was published.
        headline, lang, dir: Its headline, and for the attributes of the element that shows it.
        outlet: Who prints it.
        published, published_shown: When, as it says.
        first_seen: When it was first seen, ISO 8601.
        copy: Whether it prints what another article printed.
        lead: The first sentence of its body, character for character.
    """

    id: str
    url: str
    source_url: str | None
    headline: str | None
    lang: str
    dir: Direction
    outlet: str | None
    published: str | None
    published_shown: str | None
    first_seen: str
    copy: bool
    lead: Snippet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestStory:
    """A story with what is new in it.

    Args:
        id: Its name in feeds and messages, which does not change when it grows.
        url: Its page on the desk.
        articles: How many articles it has by now, those before among them.
        sources: How many outlets tell it.
        independent: How many of its sources are independent of one another: forty copies of one text are one.
        new: The new articles, the first ones first; `left` more are not shown.
    """

    id: str
    url: str
    articles: int
    sources: int
    independent: int
    new: tuple[DigestArticle, ...]
    left: int = 0

    @property
    def head(self) -> DigestArticle:
        """The article that speaks for the story: the first new one with a headline, and rather no copy."""
        headed = [a for a in self.new if a.headline]
        return next((a for a in headed if not a.copy), next(iter(headed), self.new[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is new in a search.

    Args:
        title: What was asked, by its name.
        query: The search.
        stories: What is new, the stories first that most sources tell; `left` more are not shown.
        articles: How many articles are new, in all of them.
    """

    title: str
    query: str
    stories: tuple[DigestStory, ...]
    articles: int
    left: int = 0
