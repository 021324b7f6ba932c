"""No fact is ever read out of furniture, and the story's own facts are read whatever stands around them."""

import pytest

from tests.traps.laying import STORIES, TRAPS, flat_page, html_page, missing, read_first, sprung

PAGES = {"flat": flat_page, "html": html_page}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("story", STORIES)
def test_stories_are_read(story: str, form: str) -> None:
    line = read_first(PAGES[form](STORIES[story], None), markup=form == "html")
    assert not missing(line, STORIES[story])
    assert line["headline"]["value"] == STORIES[story].headline
    assert line["published"]["value"] == STORIES[story].published


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("trap", TRAPS)
def test_traps(trap: str, form: str) -> None:
    for story in STORIES.values():
        line = read_first(PAGES[form](story, TRAPS[trap]), markup=form == "html")
        assert not sprung(line, TRAPS[trap]), story.headline
        assert not missing(line, story), story.headline
        assert line["headline"]["value"] == story.headline
        assert line["published"]["value"] == story.published
