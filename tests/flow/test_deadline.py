"""A page that never ends is set aside with its reason, and the others are read."""

import re
import threading
import time

import pytest

import dateline.flow as flow
from dateline.deadline import Overdue, within
from dateline.errors import PageError
from dateline.flow import ReadPage, read_page, read_pages
from dateline.model.page import Page
from dateline.record.reading import Reading


def test_work_in_time_is_left_alone() -> None:
    with within(5):
        time.sleep(0.01)
    time.sleep(0.02)


def test_a_regular_expression_that_never_ends_is_stopped() -> None:
    start = time.process_time()
    with pytest.raises(Overdue), within(0.2):
        re.match(r"(a+)+$", "a" * 64 + "b")
    assert time.process_time() - start < 5


def test_waiting_while_others_work_does_not_count() -> None:
    with within(0.05):
        time.sleep(0.2)


def test_a_thread_is_not_stopped() -> None:
    done = []

    def work() -> None:
        with within(0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_never_ends_is_set_aside(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    def slow(page: Page, *, how: Reading) -> ReadPage:
        if page.id == "slow":
            re.match(r"(a+)+$", "a" * 64 + "b")
        return read_page(page, how=how)

    # What is loaded once, with the first page, is not what the bound is for.
    read_page(Page(id="first", content="Envoys met in Oslo on Monday.", read_as="article"))
    monkeypatch.setattr(flow, "read_page", slow)
    monkeypatch.setattr(flow, "PAGE_SECONDS", 2.0)
    text = "Envoys met in Oslo on Monday."
    ids = ["a", "slow", "b", "c", "d", "e", "f"]
    found = list(read_pages([Page(id=i, content=text, read_as="article") for i in ids], jobs=jobs))
    assert [isinstance(item, PageError) for item in found] == [i == "slow" for i in ids]
    error = found[1]
    assert isinstance(error, PageError)
    assert "set aside" in error.message
