"""Many words looked for at once find a line where, and only where, one of them finds it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.quick import any_of

WORDS = [
    "share (?:this|on)",
    "(?:leave|post) (?:a|the) comment",
    "e-?mail",
    "(?:ab)?cd",
    r"\d+ min",
    "^x$",
    "[|] see",
    "a|be",
]


@given(
    st.text(alphabet="sharetionlevpcmd-|x0123 b", max_size=30)
    | st.sampled_from(["leave a comment", "a | see", "share on"])
)
def test_finds_what_one_of_them_finds(line: str) -> None:
    one_by_one = any(re.search(word, line) for word in WORDS)
    assert (re.search(any_of(WORDS), line) is not None) == one_by_one
