"""Pages: named by what came and from where; hosts of addresses, broken ones too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.page import Page, host_of


def test_a_page_is_named_by_its_content_kind_and_place() -> None:
    page = Page(id="a", content="x", url="https://one.example/")
    assert page.digest == Page(id="b", content="x", url="https://one.example/").digest
    others = [
        Page(id="a", content="y", url=page.url),
        Page(id="a", content="x"),
        Page(id="a", content="x", url=page.url, media_type="text/html"),
    ]
    assert page.digest not in {p.digest for p in others}


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://News.Example/a", "news.example"), ("news.example/a", "news.example"), ("http://[::1", ""), ("", "")],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.text(max_size=40))
def test_no_address_breaks_it(url: str) -> None:
    assert isinstance(host_of(url), str)
