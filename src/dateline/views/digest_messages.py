"""What is new, written out: as plain text, as the HTML of a mail, and as the JSON that is posted to a webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dateline.model.alert import Alert
from dateline.views.digest import counted
from dateline.views.digest_contexts import Digest, DigestArticle, DigestStory
from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import ngettext
from dateline.views.render import page


def unsubscribe_path(alert: Alert) -> str:
    """Return where one click ends an alert: a path of the desk that nobody can guess."""
    return f"/unsubscribe/{alert.id}/{_token(alert)}"


def is_unsubscribe(alert: Alert, token: str) -> bool:
    """Say whether a token is the one of an alert's messages."""
    return hmac.compare_digest(_token(alert).encode(), token.encode("utf8", "replace"))


def _token(alert: Alert) -> str:
    return hmac.new(alert.secret.encode(), f"unsubscribe {alert.id}".encode(), hashlib.sha256).hexdigest()[:40]


def text(found: Digest, *, base: str = "", end: str = "") -> str:
    """Return what is new as plain text; foreign words stand on lines of their own, so that none turns ours around.

    Args:
        found: What is new.
        base: The address of the desk, without a slash at its end; without it, links lead elsewhere.
        end: What stands below, such as how to get no more of it.
    """
    return "\n".join([counted(found), "", *_lines(found, base), *([end, ""] if end else [])])


def _lines(found: Digest, base: str) -> Iterator[str]:
    for story in found.stories:
        head = story.head
        yield _plain(head.headline or _("No headline"))
        if head.lead:
            yield f"> {_plain(head.lead.text)}"
        yield f"{told(story)}{f'  {base}{story.url}' if base else ''}"
        for article in story.new:
            yield f"- {_plain(_who(article))}"
            if len(story.new) > 1 and article.headline:
                yield f"  {_plain(article.headline)}"
            if link := _link(article, base):
                yield f"  {link}"
        if story.left:
            yield _("  and %(n)s more", n=story.left)
        yield ""
    if found.left:
        yield ngettext("And one story more.", "And %(num)s stories more.", found.left)
        yield ""


def told(story: DigestStory) -> str:
    """Return how many tell a story: "5 articles, 3 independent sources"."""
    articles = ngettext("%(num)s article", "%(num)s articles", story.articles)
    sources = ngettext("%(num)s independent source", "%(num)s independent sources", story.independent)
    return f"{articles}, {sources}"


def _who(article: DigestArticle) -> str:
    parts = [article.outlet or _("outlet not named"), article.published_shown]
    return ", ".join([p for p in parts if p] + ([_("a copy")] if article.copy else []))


def _link(article: DigestArticle, base: str) -> str | None:
    return article.source_url or (f"{base}{article.url}" if base else None)


def _plain(words: str) -> str:
    """Return foreign words on one line, without what terminals and mail programs obey instead of showing it."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in words).split())


def html_mail(found: Digest, *, base: str = "", unsubscribe: str | None = None) -> str:
    """Return what is new as the HTML of a mail.

    Args:
        found: What is new.
        base: The address of the desk, without a slash at its end.
        unsubscribe: The address where one click ends it.
    """
    return page("digest_mail.html", found, base=base, unsubscribe=unsubscribe, counted=counted(found), told=told)


def hook_body(found: Digest, *, id: str, alert: Alert, made: datetime, base: str = "") -> bytes:
    """Return what is posted to a webhook: the same bytes however often it is tried, as long as nothing is deleted.

    Args:
        found: What is new.
        id: The id of the message.
        alert: Whose it is.
        made: When it was found.
        base: The address of the desk, without a slash at its end; without it, there are no links to the desk.
    """
    data = {
        "message": id,
        "alert": {"id": alert.id, "name": alert.name, "query": alert.query},
        "articles": found.articles,
        "stories": [_story(story, base) for story in found.stories],
        "stories_left": found.left,
    }
    body = {"type": "alert.told", "timestamp": made.isoformat(timespec="seconds"), "data": data}
    return json.dumps(body, ensure_ascii=False).encode("utf8", "replace")


def _story(story: DigestStory, base: str) -> dict[str, Any]:
    return {
        "id": story.id,
        "url": f"{base}{story.url}" if base else None,
        "headline": story.head.headline,
        "language": story.head.lang or None,
        "articles": story.articles,
        "sources": story.sources,
        "independent_sources": story.independent,
        "new": [_article(article, base) for article in story.new],
        "new_left": story.left,
    }


def _article(article: DigestArticle, base: str) -> dict[str, Any]:
    lead = article.lead
    return {
        "id": article.id,
        "url": f"{base}{article.url}" if base else None,
        "source_url": article.source_url,
        "headline": article.headline,
        "language": article.lang or None,
        "outlet": article.outlet,
        "published": article.published,
        "first_seen": article.first_seen,
        "copy": article.copy,
        "quote": {"exact": lead.text, "char_start": lead.start, "char_end": lead.end} if lead else None,
    }
