"""Accounts in the store: roles, links, sessions, tokens and attempts, by what opens and what does not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from dateline.errors import BadInput, NotFound
from dateline.store import Store, open_store
from dateline.store.accounts import attempts, sessions, tokens, users
from dateline.store.engine import reading, writing
from dateline.store.schema import metadata

PASSWORD = "seven gray herons"


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def ada(store: Store) -> str:
    store.accounts.add("Ada", "owner")
    assert store.accounts.join(store.accounts.invite("Ada"), PASSWORD) == "Ada"
    return "Ada"


def test_the_first_is_an_owner_and_the_last_owner_stays(store: Store) -> None:
    accounts = store.accounts
    assert not accounts.any()
    with pytest.raises(BadInput, match="owner"):
        accounts.add("Ada", "reader")
    accounts.add("Ada", "owner")
    accounts.add("Ben", "reader")
    with pytest.raises(BadInput, match="last owner"):
        accounts.give_role("ada", "reader")
    with pytest.raises(BadInput, match="last owner"):
        accounts.remove("ADA")
    accounts.give_role("Ben", "owner")
    accounts.remove("Ada")
    accounts.remove("Ben")
    assert not accounts.any()


@pytest.mark.parametrize("name", ["", " ", "\u202e", "x" * 81, "desk", "Command  line"])
def test_what_is_no_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(BadInput):
        store.accounts.add(name, "owner")


def test_a_name_is_one_person_however_it_is_written(store: Store, ada: str) -> None:
    for same in ("ada", " ADA ", "A\u200bda", "\uff21da"):
        with pytest.raises(BadInput, match="already"):
            store.accounts.add(same, "reader")
    user, _ = store.accounts.check_password("\uff21DA", PASSWORD, address="192.0.2.1")
    assert user is not None
    assert user.name == ada


def test_a_link_opens_once_and_the_latest_only(store: Store) -> None:
    store.accounts.add("Ada", "owner")
    first, second = store.accounts.invite("Ada"), store.accounts.invite("Ada")
    with pytest.raises(NotFound):
        store.accounts.join(first, PASSWORD)
    with pytest.raises(BadInput, match="12 characters"):
        store.accounts.join(second, "short")
    assert store.accounts.join(second, PASSWORD) == "Ada"
    with pytest.raises(NotFound):
        store.accounts.invited(second)


def test_a_link_lapses(store: Store) -> None:
    store.accounts.add("Ada", "owner")
    secret = store.accounts.invite("Ada")
    with writing(store._engine) as connection, pytest.raises(NotFound):
        users.invited(connection, secret, at=datetime.now(UTC) + users.LINK_HOLDS)


@pytest.mark.parametrize("weak", ["", "eleven char", "a" * 40, "abababababab", "x" * 1001])
def test_what_would_be_guessed_is_no_password(store: Store, ada: str, weak: str) -> None:
    with pytest.raises(BadInput):
        store.accounts.set_password(ada, weak)
    store.accounts.add("Somebody Else", "reader")
    with pytest.raises(BadInput):
        store.accounts.set_password("Somebody Else", "somebody ELSE")


def test_a_password_fits_however_the_keyboard_writes_its_letters(store: Store, ada: str) -> None:
    store.accounts.set_password(ada, "Zoe\u0308 saw herons")
    assert store.accounts.check_password(ada, "Zo\u00eb saw herons", address="::1")[0]


def test_nothing_in_the_file_opens_a_door(store: Store, ada: str) -> None:
    secrets = [
        store.accounts.invite(ada),
        store.accounts.log_in(ada, agent="a browser"),
        store.accounts.make_token(ada, "a script", ["read"]),
        PASSWORD,
    ]
    store.accounts.check_password("hunter2 hunter2", "x", address="192.0.2.1")
    with reading(store._engine) as connection:
        kept = "\n".join(repr(row) for table in metadata.sorted_tables for row in connection.execute(select(table)))
    assert [secret for secret in secrets if secret in kept] == []
    assert "$argon2id$" in kept
    assert "hunter2" not in kept


def test_a_new_password_ends_sessions(store: Store, ada: str) -> None:
    secret = store.accounts.log_in(ada, agent="a browser")
    assert store.accounts.session(secret)
    store.accounts.set_password(ada, "other gray herons")
    assert store.accounts.session(secret) is None
    assert store.accounts.check_password(ada, PASSWORD, address="::1")[0] is None


def test_a_session_lapses_when_idle_and_in_the_end(store: Store, ada: str) -> None:
    start = datetime.now(UTC)
    with writing(store._engine) as connection:
        secret = sessions.open_session(connection, ada, agent="", at=start)
        assert sessions.session_of(connection, secret, at=start + sessions.IDLE) is None
        seen, step = start, sessions.IDLE - timedelta(hours=1)
        while seen + step < start + sessions.LONGEST:
            seen += step
            found = sessions.session_of(connection, secret, at=seen)
            assert found
            sessions.see(connection, found[0].id, at=seen)
        assert sessions.session_of(connection, secret, at=start + sessions.LONGEST) is None


def test_who_was_removed_is_out_at_once(store: Store, ada: str) -> None:
    store.accounts.add("Ben", "reviewer")
    session = store.accounts.log_in("Ben", agent="")
    token = store.accounts.make_token("Ben", "script", ["read"])
    store.accounts.remove("Ben")
    assert store.accounts.session(session) is None
    assert store.accounts.token(token) is None
    assert ada


def test_one_ends_ones_own_sessions_and_tokens_alone(store: Store, ada: str) -> None:
    store.accounts.add("Ben", "reviewer")
    store.accounts.log_in(ada, agent="one")
    store.accounts.make_token(ada, "script", ["read"])
    (session,), (token,) = store.accounts.sessions(ada), store.accounts.tokens(ada)
    with pytest.raises(NotFound):
        store.accounts.end_session("Ben", session.id)
    with pytest.raises(NotFound):
        store.accounts.revoke("Ben", token.id)
    store.accounts.end_session(ada, session.id)
    store.accounts.revoke(ada, token.id)
    assert (store.accounts.sessions(ada), store.accounts.tokens(ada)) == ((), ())


def test_a_token_is_for_scopes_and_lapses(store: Store, ada: str) -> None:
    for scopes in ([], ["everything"], ["read", "fly"]):
        with pytest.raises(BadInput):
            store.accounts.make_token(ada, "script", scopes)
    now = datetime.now(UTC)
    secret = store.accounts.make_token(ada, "script", ["review", "read"], expires_at=now + timedelta(days=1))
    found = store.accounts.token(secret)
    assert found
    assert (found[0].scopes, found[0].used_at, found[1].name) == (("read", "review"), None, "Ada")
    store.accounts.use(found[0].id)
    assert store.accounts.tokens(ada)[0].used_at is not None
    with writing(store._engine) as connection:
        assert tokens.token_of(connection, secret, at=now + timedelta(days=1)) is None


def test_so_many_failures_an_account_then_a_wait(store: Store, ada: str) -> None:
    now = datetime.now(UTC)
    with writing(store._engine) as connection:
        for n in range(attempts.MOST_BY_NAME):
            attempt, wait = attempts.begin_attempt(connection, "Ada", f"192.0.2.{n}", at=now + timedelta(seconds=n))
            assert (attempt is not None, wait) == (True, 0)
        attempt, wait = attempts.begin_attempt(connection, "ADA", "198.51.100.1", at=now + timedelta(minutes=5))
        assert attempt is None
        assert wait == pytest.approx(600, abs=2)
        other, _ = attempts.begin_attempt(connection, "Ben", "198.51.100.1", at=now)
        assert other is not None
        later, _ = attempts.begin_attempt(connection, "Ada", "192.0.2.1", at=now + attempts.WINDOW)
        assert later is not None


def test_so_many_failures_an_address_then_a_wait(store: Store) -> None:
    now = datetime.now(UTC)
    with writing(store._engine) as connection:
        for n in range(attempts.MOST_BY_ADDRESS):
            assert attempts.begin_attempt(connection, f"name {n}", f"2001:db8::{n:x}", at=now)[0] is not None
        assert attempts.begin_attempt(connection, "another", "2001:db8::ffff:1", at=now)[0] is None
        assert attempts.begin_attempt(connection, "another", "2001:db8:1::1", at=now)[0] is not None


def test_what_went_well_does_not_count(store: Store, ada: str) -> None:
    for _ in range(attempts.MOST_BY_NAME + 2):
        assert store.accounts.check_password(ada, PASSWORD, address="192.0.2.1")[0]


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_what_counts_as_one_address(address: str, counts_as: str) -> None:
    assert attempts.network(address) == counts_as


def test_an_unknown_name_takes_as_much_work_as_a_known_one(store: Store, ada: str) -> None:
    def work(name: str) -> float:
        """Return the least processor time of three wrong attempts, in seconds."""
        spent = []
        for n in range(3):
            began = time.process_time()
            assert store.accounts.check_password(name, "wrong wrong wrong", address=f"192.0.2.{n}") == (None, 0)
            spent.append(time.process_time() - began)
        return min(spent)

    assert work("Nobody") > work(ada) / 2 > 0.005
