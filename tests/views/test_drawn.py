"""A page is drawn once for all who see the same, and each has tokens of their own in its forms."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from dateline.store import open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.drawn import Drawn
from dateline.views.i18n.languages import language
from dateline.views.listing import stories
from tests.factory import NOW, talks

BROWSER = {"sec-fetch-site": "same-origin"}


def token_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_two_browsers_have_tokens_of_their_own(tmp_path: Path) -> None:
    sample = talks()
    with open_store(tmp_path / "d.db") as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    app = make_app(tmp_path / "d.db")
    ada, bo = (TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) for _ in range(2))
    word = max(sample.article.text.content.split(), key=len)
    first, second, again = (who.get("/search", params={"q": f'"{word}"'}).text for who in (ada, bo, ada))
    tokens = [token_of(page) for page in (first, second, again)]
    assert len(set(tokens)) == 3
    assert len({page.replace(token, "") for page, token in zip((first, second, again), tokens, strict=True)}) == 1
    assert "stand-in" not in first + second + again

    def save(who: TestClient, token: str) -> int:
        data = {"name": "envoys", "q": "envoys", "csrf": token}
        return who.post("/searches", data=data, headers=BROWSER).status_code

    assert [save(ada, tokens[0]), save(bo, tokens[1]), save(ada, tokens[1]), save(bo, tokens[2])] == [
        303,
        303,
        403,
        403,
    ]


def test_another_context_is_another_page(tmp_path: Path) -> None:
    with open_store(tmp_path / "d.db") as store:
        drawn = Drawn(most=1)
        one, other = (stories(store, limit=n, cursor=None) for n in (1, 2))

        class Desk:
            can_read = can_keep = False

        desk = Desk()
        first = drawn("front.html", one, desk=desk).body
        assert drawn("front.html", one, desk=desk).body == first
        assert drawn("front.html", other, desk=desk).body
        assert drawn("front.html", one, desk=desk).body == first
        assert language()
