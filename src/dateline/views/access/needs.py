"""What each address of the desk needs, all in one place. What is not named here is for owners alone.

`open`: nobody looks who asks. `public`: for everybody. `self`: a person, not a program. Else a scope of
`dateline.store.accounts.roles`, which readers (read), reviewers (read, review, add) and owners (all) have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Need = Literal["open", "public", "self", "read", "review", "add", "admin"]
OTHERWISE: Need = "admin"

_NEEDS: dict[Need, str] = {
    "open": """
        * /static
        GET /healthz
        GET /readyz
    """,
    "public": """
        GET /login
        POST /login
        POST /logout
        GET /join/{secret}
        POST /join/{secret}
        GET /unsubscribe/{id}/{token}
        POST /unsubscribe/{id}/{token}
    """,
    "self": """
        GET /account
        GET /account.json
        POST /account/password
        POST /account/sessions/end
        POST /account/tokens
        POST /account/tokens/revoke
    """,
    "read": """
        * /mcp
        GET /
        GET /adding
        GET /adding.json
        GET /adding/{id}
        GET /adding/{id}.json
        GET /alerts
        GET /alerts.json
        GET /alerts/preview.json
        GET /alerts/{id}
        GET /alerts/{id}.json
        GET /article/{id}
        GET /article/{id}.json
        GET /article/{id}/articles.{suffix}
        GET /article/{id}/changes
        GET /article/{id}/changes.json
        GET /article/{id}/events.{suffix}
        GET /articles
        GET /articles.json
        GET /articles.{suffix}
        GET /deleted
        GET /deleted.json
        GET /dyad
        GET /dyad.json
        GET /dyad/{a}/{b}
        GET /dyad/{a}/{b}.json
        GET /dyad/{a}/{b}/briefing
        GET /dyad/{a}/{b}/briefing.json
        GET /dyad/{a}/{b}/briefing.md
        GET /dyad/{a}/{b}/timeline.timelinejs.csv
        GET /dyad/{a}/{b}/timeline.timelinejs.json
        GET /events
        GET /events.json
        GET /events.{suffix}
        GET /help
        GET /help.json
        GET /metrics
        GET /openapi.json
        GET /reread
        GET /reread.json
        GET /reread/{id}
        GET /reread/{id}.json
        GET /review
        GET /review.json
        GET /review/agreement
        GET /review/agreement.json
        GET /review/annotations.jsonld
        GET /review/fact/{id}
        GET /review/fact/{id}.json
        GET /review/history
        GET /review/history.json
        GET /review/judgements.csv
        GET /review/judgements.jsonl
        GET /review/{kind}/{id}
        GET /review/{kind}/{id}.json
        GET /search
        GET /search.json
        GET /search/briefing
        GET /search/briefing.json
        GET /search/briefing.md
        GET /search.{suffix}
        GET /search/events.{suffix}
        GET /search/stories.{suffix}
        GET /searches.json
        GET /source/{id}
        GET /source/{id}.json
        GET /sources
        GET /sources.json
        GET /sources.opml
        GET /stories
        GET /stories.json
        GET /stories.{suffix}
        GET /story/{id}
        GET /story/{id}.json
        GET /story/{id}/briefing
        GET /story/{id}/briefing.json
        GET /story/{id}/briefing.md
        GET /story/{id}/articles.{suffix}
        GET /story/{id}/compare
        GET /story/{id}/compare.json
        GET /story/{id}/events.{suffix}
        GET /story/{id}/timeline.{suffix}
        GET /who/{id}
        GET /who/{id}.json
        GET /who/{id}/timeline.timelinejs.csv
        GET /who/{id}/timeline.timelinejs.json
    """,
    "review": """
        POST /alerts
        POST /alerts/{id}/pause
        POST /alerts/{id}/remove
        POST /alerts/{id}/resume
        POST /alerts/{id}/secret
        POST /alerts/{id}/test
        POST /review/fact/{id}
        POST /review/name
        POST /review/note/{id}
        POST /review/undo/{id}
        POST /review/{kind}/{id}/merge
        POST /review/{kind}/{id}/split
        POST /searches
        POST /searches/delete
    """,
    "add": """
        POST /adding
        POST /adding/{id}/cancel
        POST /read
        GET /read/{name}/{n}
        GET /read/{name}/{n}.json
        POST /keep/{name}
        POST /source/{id}/check
        POST /source/{id}/pause
        POST /source/{id}/remove
        POST /source/{id}/resume
        POST /sources
        POST /sources/opml
        POST /sources/pack
    """,
    "admin": """
        GET /article/{id}/delete
        GET /article/{id}/delete.json
        POST /article/{id}/delete
        POST /reread
        POST /reread/{id}/cancel
        GET /users
        GET /users.json
        POST /users
        POST /users/link
        POST /users/remove
        POST /users/role
    """,
}

NEEDS: Mapping[str, Need] = {
    line.strip(): need for need, lines in _NEEDS.items() for line in lines.splitlines() if line.strip()
}
"""The need of each method and path; `*` is any method. A test says which addresses are missing, and which are gone."""


def need_of(method: str, path: str) -> Need:
    """Return what a method of an address needs; HEAD asks for what GET does."""
    asked = "GET" if method == "HEAD" else method
    return NEEDS.get(f"{asked} {path}", NEEDS.get(f"* {path}", OTHERWISE))
