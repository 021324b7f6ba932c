"""Who may ask what: every address by everybody, forms and their tokens, cookies, links, tokens, and waits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from lxml import html
from starlette.routing import Match, Mount, Route
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.store.accounts import attempts
from dateline.store.accounts.roles import ALLOWED, ROLES, Role
from dateline.views.access.needs import NEEDS, OTHERWISE, Need, need_of
from dateline.views.app import make_app
from eval import ROOT
from tests.conftest import Places
from tests.factory import talks
from tests.views.desk_samples import change, read

TALKS = talks().article.id
FIGURE = talks().records[0].figures[0]
PASSWORD = "seven gray herons"
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}
PEOPLE: dict[str, Role] = {"Ada": "owner", "Ben": "reviewer", "Cleo": "reader"}


@pytest.fixture(scope="module")
def peopled(untouched: str, places: Places) -> str:
    """Return the samples' store with an owner, a reviewer and a reader."""
    place = places.copy(untouched)
    with open_store(place) as store:
        for name, role in PEOPLE.items():
            store.accounts.add(name, role)
            store.accounts.join(store.accounts.invite(name), PASSWORD)
    return place


@pytest.fixture
def app(peopled: str, places: Places) -> Iterator[FastAPI]:
    """Return a desk of its own with an owner, a reviewer and a reader."""
    place = places.copy(peopled)
    app = make_app(place, read=read, max_bytes=200_000)
    with TestClient(app) as client, open_store(place) as store:
        app.state.portal, app.state.accounts = client.portal, store.accounts
        yield app


def asking(app: FastAPI, base: str = "http://127.0.0.1", **more: Any) -> TestClient:
    """Return a client of its own; all of them are answered in one loop, as by a server."""
    client = TestClient(app, base_url=base, **more)
    client.portal = app.state.portal
    return client


def log_in(app: FastAPI, name: str) -> TestClient:
    """Return a client that is logged in, without the time that a password takes."""
    return asking(app, cookies={"dateline-session": app.state.accounts.log_in(name, agent="a browser")})


def parsed(text: str) -> Any:
    return html.fromstring(text)


def token_of(client: TestClient, page: str = "/account") -> str:
    found: str = parsed(client.get(page).text).cssselect("input[name=csrf]")[0].get("value")
    return found


def made_token(client: TestClient, *scopes: str) -> str:
    data = {"name": "a script", "scope": list(scopes), "days": "30", "csrf": token_of(client)}
    page = parsed(client.post("/account/tokens", data=data).text)
    secret: str = page.cssselect(".secret code")[0].text_content()
    return secret


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield the methods and paths of all addresses; `*` where any method is."""
    for route in app.router.routes:
        assert isinstance(route, (Route, Mount))
        methods = getattr(route, "methods", None)
        for method in sorted(methods - {"HEAD"}) if methods else ["*"]:
            yield method, route.path


def test_each_address_says_what_it_needs(app: FastAPI) -> None:
    here = {f"{method} {path}" for method, path in routes(app)}
    assert not here - set(NEEDS), "say in views/access/needs.py what these need"
    assert not set(NEEDS) - here, "these are gone"


def test_what_is_not_named_is_for_owners_alone() -> None:
    assert need_of("GET", "/of-tomorrow") == OTHERWISE == "admin"
    assert need_of("HEAD", "/account") == "self"
    assert "admin" not in ALLOWED["reader"] | ALLOWED["reviewer"]


def expected(need: Need, role: Role | None) -> bool:
    """Say whether somebody gets through to an address that needs this."""
    if need in ("open", "public"):
        return True
    if role is None:
        return False
    return need == "self" or need in ALLOWED[role]


@pytest.mark.parametrize("role", [None, *ROLES])
def test_everybody_gets_what_the_table_says(app: FastAPI, role: Role | None) -> None:
    name = next((n for n, r in PEOPLE.items() if r == role), None)
    client = log_in(app, name) if name else asking(app)
    token = token_of(client, "/account" if name else "/login")
    cookies = dict(client.cookies)
    wrong = []
    for method, path in [*routes(app), ("GET", "/of-tomorrow")]:
        client.cookies.update(cookies)
        asked = re.sub(r"\{(\w+)\}", lambda m: {"kind": "story", "n": "0", "suffix": "csv"}.get(m[1], "none"), path)
        headers = BROWSER | {"x-csrf-token": token}
        answer = client.request("GET" if method == "*" else method, asked, headers=headers, follow_redirects=False)
        away = answer.headers.get("location", "").startswith("/login") and path != "/logout"
        let_in = answer.status_code not in (401, 403) and not away
        # The one 403 of an open door: a name and a password that do not belong together.
        let_in = let_in or (method, path) == ("POST", "/login")
        need: Need = "public" if path == "/of-tomorrow" else need_of(method, path)
        if let_in != expected(need, role):
            wrong.append((method, path, need, answer.status_code))
        if path == "/logout" and name:
            client, cookies = (again := log_in(app, name)), dict(again.cookies)
            token = token_of(client)
    assert wrong == []


def test_a_token_opens_what_its_scopes_and_its_owner_may(app: FastAPI) -> None:
    ada, cleo = log_in(app, "Ada"), log_in(app, "Cleo")
    reads, judges = made_token(ada, "read"), made_token(ada, "review")

    def status(token: str, method: str, path: str) -> int:
        headers = {"authorization": f"Bearer {token}"}
        return asking(app).request(method, path, headers=headers, follow_redirects=False).status_code

    assert [status(t, "GET", "/stories.json") for t in (reads, judges)] == [200, 403]
    assert [status(t, "POST", "/review/undo/none") for t in (reads, judges)] == [403, 404]
    assert [status(t, "GET", "/users.json") for t in (reads, judges)] == [403, 403]
    assert status(reads, "GET", "/account.json") == 403
    assert status("dl_unknown", "GET", "/healthz") == 200
    assert status("dl_unknown", "GET", "/login") == 401
    data = {"name": "too much", "scope": ["read", "admin"], "days": "", "csrf": token_of(cleo)}
    assert "no right to admin" in cleo.post("/account/tokens", data=data).text
    (mine,) = [t for t in ada.get("/account.json").json()["tokens"] if t["scopes"] == ["read"]]
    assert mine["used_at"] is not None
    ada.post("/account/tokens/revoke", data={"id": mine["id"], "csrf": token_of(ada)})
    assert status(reads, "GET", "/stories.json") == 401


def test_readers_of_feeds_send_a_token_as_a_password_which_changes_nothing(app: FastAPI) -> None:
    token = made_token(log_in(app, "Ada"), "read", "review")
    assert asking(app).get("/stories.json", auth=("anything", token)).status_code == 200
    assert asking(app).post("/review/undo/none", auth=("anything", token)).status_code == 401
    assert asking(app).get("/stories.json", headers={"authorization": "Basic !"}).status_code == 401


def test_mcp_is_for_tokens_as_well(app: FastAPI) -> None:
    token = made_token(log_in(app, "Cleo"), "read")
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    assert asking(app).post("/mcp", json=asked, headers=accept).status_code == 401
    answer = asking(app).post("/mcp", json=asked, headers=accept | {"authorization": f"Bearer {token}"})
    assert "search_stories" in answer.text


def test_who_is_not_logged_in_is_led_to_the_login_and_back(app: FastAPI) -> None:
    client = asking(app)
    answer = client.get("/search?q=a%20b", headers=BROWSER, follow_redirects=False)
    assert answer.headers["location"] == "/login?next=/search%3Fq%3Da%2520b"
    form = parsed(client.get(answer.headers["location"]).text).cssselect("form[action='/login']")[0]
    filled = dict(form.form_values()) | {"name": "ben", "password": PASSWORD}
    back = client.post("/login", data=filled, headers=BROWSER, follow_redirects=False)
    assert back.headers["location"] == "/search?q=a%20b"
    assert "Ben" in client.get("/").text


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_login_leads_to_no_other_site(app: FastAPI, away: str) -> None:
    data = {"name": "Ada", "password": PASSWORD, "next": away}
    assert asking(app).post("/login", data=data, follow_redirects=False).headers["location"] == "/"


def test_nothing_tells_a_known_name_from_an_unknown_one(app: FastAPI) -> None:
    said = []
    for name in ("Ada", "Nobody"):
        answer = asking(app).post("/login", data={"name": name, "password": "wrong wrong wrong"})
        said.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)))
    assert said[0] == said[1]
    assert said[0][0] == 403


def test_too_many_attempts_wait(app: FastAPI) -> None:
    for _ in range(attempts.MOST_BY_NAME):
        assert asking(app).post("/login", data={"name": "Ada", "password": "wrong"}).status_code == 403
    answer = asking(app).post("/login", data={"name": "ADA", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= attempts.WINDOW.total_seconds() + 1
    answer = asking(app).post("/login", data={"name": "Ben", "password": PASSWORD}, follow_redirects=False)
    assert answer.status_code == 303


@pytest.mark.parametrize("base", ["http://127.0.0.1", "https://127.0.0.1"])
def test_the_cookie_of_a_session_is_for_this_desk_alone(app: FastAPI, base: str) -> None:
    answer = asking(app, base).post("/login", data={"name": "Ada", "password": PASSWORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert re.search(r"; HttpOnly;.* Path=/; SameSite=lax", cookie)
    assert "domain" not in cookie.lower()
    tls = base.startswith("https")
    assert cookie.startswith("__Host-dateline-session=") == tls
    assert ("; Secure" in cookie) == tls
    assert ("strict-transport-security" in answer.headers) == tls
    assert answer.headers["cache-control"] == "no-store"


def test_logging_out_ends_the_session_and_not_only_the_cookie(app: FastAPI) -> None:
    client = log_in(app, "Ada")
    kept = dict(client.cookies)
    answer = client.post("/logout", data={"csrf": token_of(client)}, follow_redirects=False)
    assert answer.headers["set-cookie"].startswith('dateline-session="";')
    assert asking(app, cookies=kept).get("/stories.json").status_code == 401


def test_a_new_password_logs_out_everywhere_else(app: FastAPI) -> None:
    here, there = log_in(app, "Ada"), log_in(app, "Ada")
    new = "other gray herons"
    data = {"current": "wrong", "password": new, "again": new, "csrf": token_of(here)}
    assert "the current password is another" in here.post("/account/password", data=data).text
    data["current"] = PASSWORD
    assert here.post("/account/password", data=data, follow_redirects=False).status_code == 303
    assert here.get("/stories.json").status_code == 200
    assert there.get("/stories.json").status_code == 401


def test_a_session_is_ended_from_another(app: FastAPI) -> None:
    here, there = log_in(app, "Ada"), log_in(app, "Ada")
    (other,) = [s for s in here.get("/account.json").json()["sessions"] if not s["here"]]
    here.post("/account/sessions/end", data={"id": other["id"], "csrf": token_of(here)})
    assert (here.get("/stories.json").status_code, there.get("/stories.json").status_code) == (200, 401)


def test_a_form_needs_the_token_of_its_page_and_its_browser(app: FastAPI) -> None:
    ada, ben = log_in(app, "Ada"), log_in(app, "Ben")
    for token in ("", "x.y", token_of(ben), token_of(ada)[:-1], "é.é"):
        answer = ada.post("/searches", data={"name": "x", "q": "rain", "csrf": token})
        assert answer.status_code == 403, token
    many = {token_of(ada) for _ in range(3)}
    assert len(many) == 3
    for token in many:
        assert ada.post("/searches", data={"name": "x", "q": "rain", "csrf": token}).status_code == 200
    (saved,) = ada.get("/searches.json").json()["rows"]
    assert saved["by"] == "Ada"


def test_what_is_posted_arrives_whole_behind_the_token(app: FastAPI) -> None:
    ben = log_in(app, "Ben")
    text = "Bridge opens after repairs\n" + "The bridge over the river opened on Tuesday.\n" * 2_000
    files = {"file": ("page.txt", text.encode(), "text/plain")}
    answer = ben.post("/read", data={"csrf": token_of(ben)}, files=files)
    assert answer.status_code == 200
    assert answer.text.count("The bridge over the river opened") >= 2_000
    too_much = ben.post("/read", data={"csrf": token_of(ben), "text": "x" * 300_000})
    assert too_much.status_code == 413


@pytest.mark.parametrize("headers", [BROWSER, {"origin": "http://127.0.0.1"}])
def test_on_loopback_without_accounts_a_browser_shows_a_token_too(desk: TestClient, headers: dict[str, str]) -> None:
    data = {"name": "x", "q": "rain"}
    assert desk.post("/searches", data=data, headers=headers).status_code == 403
    assert desk.post("/searches", data=data | {"csrf": token_of(desk, "/users")}, headers=headers).is_success
    assert desk.post("/searches/delete", data=data).is_success


def test_every_form_that_posts_has_its_token() -> None:
    for template in (ROOT / "src/dateline/views/templates").glob("*.html"):
        for form in re.findall(r"<form\b[^>]*>(?:\{\{ csrf\(\) \}\})?", template.read_text("utf8")):
            assert ("post" in form) == ("csrf()" in form), f"{template.name}: {form}"


def test_without_accounts_the_desk_is_as_open_as_before(desk: TestClient) -> None:
    assert desk.get("/account.json").json() | {"ok": True} == {
        "ok": True,
        "name": None,
        "role": None,
        "scopes": ["read", "review", "add", "admin"],
        "sessions": [],
        "tokens": [],
    }
    for path in ("/", "/users", "/login", "/account", "/metrics"):
        assert desk.get(path).status_code == 200
    assert "dateline" in desk.get("/healthz").json()


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_without_accounts_nobody_comes_through_a_proxy(desk: TestClient, header: str) -> None:
    answer = desk.get("/stories.json", headers={header: "198.51.100.7"})
    assert answer.status_code == 403
    assert "proxy" in answer.json()["error"]


def test_a_desk_for_others_lets_nobody_in_without_an_account(copy: str) -> None:
    with TestClient(make_app(copy, alone=False), base_url="http://127.0.0.1") as client:
        assert client.get("/stories.json").status_code == 401
        assert client.get("/healthz").json() == {"ok": True, "dateline": None}


def test_what_is_wrong_with_the_store_is_not_told_to_strangers(copy: str) -> None:
    with TestClient(make_app(copy, alone=False), base_url="http://127.0.0.1") as client:
        change(copy, "UPDATE alembic_version SET version_num = '0000'")
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["error"]) == (503, "the store does not answer")


def test_where_the_store_is_is_told_to_owners_alone(peopled: str, places: Places) -> None:
    place = places.copy(peopled)
    with open_store(place) as store:
        cookies = {n: {"dateline-session": store.accounts.log_in(n, agent="a browser")} for n in PEOPLE}
    with TestClient(make_app(place, alone=False), base_url="http://127.0.0.1") as client:
        change(place, "ALTER TABLE saved_searches RENAME TO gone")
        said = {n: client.get("/search.json?q=search:x", headers=_cookie(cookies[n])) for n in PEOPLE}
        assert {n: answer.status_code for n, answer in said.items()} == dict.fromkeys(PEOPLE, 503)
        assert "saved_searches" in said["Ada"].json()["error"]
        change(place, "ALTER TABLE tokens RENAME TO lost")
        stranger = client.get("/stories.json", headers={"authorization": "Bearer x"})
        for answer in (said["Ben"], said["Cleo"], stranger):
            assert (answer.status_code, answer.json()["error"]) == (
                503,
                "the store does not answer; the log of the server says why",
            )


def _cookie(cookies: dict[str, str]) -> dict[str, str]:
    return {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def test_somebody_is_added_joins_and_is_removed(app: FastAPI) -> None:
    ada, dan = log_in(app, "Ada"), asking(app)

    def post(path: str, **data: str) -> Any:
        return parsed(ada.post(path, data=data | {"csrf": token_of(ada, "/users")}).text)

    assert "already" in post("/users", name="BEN", role="reader").cssselect("[role=alert]")[0].text_content()
    link = post("/users", name="Dan <b>", role="reader").cssselect(".secret code")[0].text_content()
    assert link.startswith("http://127.0.0.1/join/")
    assert parsed(dan.get(link).text).cssselect(".access bdi")[0].text_content() == "Dan <b>"
    for password, again, status in [("short", "short", 422), (PASSWORD, "other", 422), (PASSWORD, PASSWORD, 303)]:
        data = {"password": password, "again": again, "csrf": token_of(dan, link)}
        assert dan.post(link, data=data, headers=BROWSER, follow_redirects=False).status_code == status
    assert dan.get(link).status_code == 404
    assert dan.get("/stories.json").status_code == 200
    assert dan.post("/searches", data={"csrf": token_of(dan)}).status_code == 403
    post("/users/role", name="Dan <b>", role="reviewer")
    kept = {"name": "x", "q": "rain", "csrf": token_of(dan)}
    assert dan.post("/searches", data=kept).status_code == 200
    post("/users/remove", name="Dan <b>")
    assert dan.get("/stories.json").status_code == 401
    assert "last owner" in post("/users/remove", name="Ada").cssselect("[role=alert]")[0].text_content()


def test_who_judges_is_the_account_whatever_a_cookie_says(app: FastAPI) -> None:
    ben, cleo = log_in(app, "Ben"), log_in(app, "Cleo")
    ben.cookies.set("dateline-name", "Ada")
    data = {"verdict": "accept", "csrf": token_of(ben)}
    assert ben.post(f"/review/fact/{FIGURE.id}", data=data).status_code == 200
    (row,) = ben.get("/review/history.json").json()["rows"]
    assert row["line"]["by"] == "Ben"
    assert ben.post("/review/name", data={"name": "Ada", "csrf": token_of(ben)}).status_code == 422
    for path in (f"/article/{TALKS}", "/review", f"/review/fact/{FIGURE.id}", "/search?q=family", "/"):
        forms = parsed(cleo.get(path).text).cssselect("form[method=post]")
        assert [form.get("action") for form in forms] == [], path


def test_a_fixed_session_is_none(app: FastAPI) -> None:
    client = asking(app)
    client.cookies.set("dateline-session", "chosen-by-somebody-else")
    answer = client.post("/login", data={"name": "Ada", "password": PASSWORD}, follow_redirects=False)
    assert answer.status_code == 303
    assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]
    assert asking(app, cookies={"dateline-session": "chosen-by-somebody-else"}).get("/stories.json").status_code == 401


def test_what_only_some_may_see_is_kept_by_nobody_between(app: FastAPI) -> None:
    ada = log_in(app, "Ada")
    assert ada.get("/").headers["cache-control"] == "private, no-cache"
    assert ada.get("/users").headers["cache-control"] == "no-store"


def test_all_addresses_are_of_kinds_that_have_a_gate(app: FastAPI) -> None:
    assert all(isinstance(r, (APIRoute, Route, Mount)) for r in app.router.routes)


def test_what_is_drawn_for_one_is_not_shown_to_another(app: FastAPI) -> None:
    people = {name: log_in(app, name) for name in PEOPLE}
    for path in ("/", f"/story/{TALKS}", "/search?q=harbor", f"/article/{TALKS}"):
        for name, client in [*people.items(), *people.items()]:
            page = client.get(path)
            assert "stand-in" not in page.text
            (shown,) = parsed(page.text).cssselect(".masthead .self bdi")
            assert shown.text_content() == name
            tokens = {e.get("value") for e in parsed(page.text).cssselect("input[name=csrf]")}
            for token in list(tokens)[:1]:
                assert client.post("/searches/delete", data={"name": "none", "csrf": token}).status_code == 404
    assert "Ada" not in asking(app).get("/login").text


def need_of_form(app: FastAPI, action: str) -> Need:
    scope = {"type": "http", "method": "POST", "path": action.partition("?")[0], "root_path": "", "headers": []}
    found = next(r for r in app.router.routes if r.matches(scope)[0] is Match.FULL)
    assert isinstance(found, Route)
    return need_of("POST", found.path)


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_is_shown_a_form_that_they_may_not_send(app: FastAPI, name: str) -> None:
    client, shown = log_in(app, name), 0
    plain = [line.removeprefix("GET ") for line in NEEDS if line.startswith("GET ") and "{" not in line]
    pages = [path for path in plain if "." not in path and path not in ("/metrics", "/healthz", "/readyz")]
    pages += [f"/article/{TALKS}", f"/story/{TALKS}", f"/review/fact/{FIGURE.id}", "/search?q=harbor"]
    for path in pages:
        answer = client.get(path)
        if answer.status_code == 403 or not answer.headers["content-type"].startswith("text/html"):
            continue
        for form in parsed(answer.text).cssselect("form[method=post]"):
            if all(button.get("formmethod") == "get" for button in form.cssselect("button")):
                continue  # what it asks is only shown
            need = need_of_form(app, form.get("action") or path)
            assert expected(need, PEOPLE[name]), f"{path}: {form.get('action')}"
            shown += need not in ("public", "self")
    assert (shown > 0) == (name != "Cleo")
