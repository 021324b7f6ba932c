"""Which rows of a page are its story: where templates mislead, and where flat text has nothing but its lines."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.again import look_again
from dateline.article.classify import judge
from dateline.article.cutting import cut
from dateline.article.lines import read_lines
from dateline.article.phrases import furniture_words, told_of
from dateline.article.rows import Row
from dateline.model.page import Page

STORY = (
    "The council of Tromsø voted on Monday to close two of its four harbors to cruise ships from next spring.",
    "Fishing boats had waited for hours to land their catch in August, said Ingrid Solheim of the harbor board.",
    "The vote was 23 to 18. Shipping lines have until the end of January to say which of their calls they will move.",
    "A study for the county counted 214 calls last summer, nearly twice as many as in the year before.",
)
NOTICE = (
    "When you visit our website, we store small files on your browser to learn about you and your device.",
    "You can choose not to allow some of these files. Select the headings below to learn more and change your choices.",
    "These files may be set through our site by our partners, who use them to show you what they think you care about.",
)


def body(html: str) -> list[str]:
    """Return the paragraphs of the page's own article."""
    (article, *_) = cut(Page(id="x", content=html, media_type="text/html")).articles
    return [block.span.of(article.text.content) for block in article.blocks if block.role == "paragraph"]


def page(story: str, after: str = "") -> str:
    head = "<h1>Tromsø closes two harbors to cruise ships</h1>"
    return f"<html><body><main>{head}{story}</main>{after}</body></html>"


def test_a_story_is_kept_whatever_its_boxes_are_called() -> None:
    for name in ("has-sidebar", "subscriber-only", "paywall", "commentary", "promo-wrap", "rail"):
        boxes = "".join(f'<div class="box"><div><p>{p}</p></div></div>' for p in STORY)
        assert body(page(f'<div class="{name}">{boxes}</div>')) == list(STORY), name


def test_a_story_nested_deep_is_kept() -> None:
    nested = "".join("<div>" * n + f"<p>{p}</p>" + "</div>" * n for n, p in zip((2, 14, 26, 40), STORY, strict=True))
    assert body(page(nested)) == list(STORY)


def test_a_notice_longer_than_the_story_is_not_the_story() -> None:
    notice = "".join(f"<p>{p}</p>" for p in NOTICE * 3)
    story = "".join(f"<p>{p}</p>" for p in STORY)
    assert body(page(story, f'<div id="cookie-consent">{notice}</div>')) == list(STORY)


def test_a_box_of_other_stories_does_not_end_the_story() -> None:
    box = '<div><h3>Related stories</h3><ul><li><a href="/1">Whales seen off Senja again this week</a></li></ul></div>'
    paragraphs = [f"<p>{p}</p>" for p in STORY * 2]
    assert body(page("".join([paragraphs[0], box, *paragraphs[1:]])))[:2] == [STORY[0], STORY[1]]


def test_lists_of_other_stories_and_of_sources_are_left_out() -> None:
    other = (
        "<li><a href=/1>Whales</a> were seen off Senja again this week, and more are on their way, experts say.</li>"
    )
    sources = (
        "<h2>References</h2><ol><li>Port of Tromsø. Calls of cruise ships by month, 2014 to 2024. Table 3.</li></ol>"
    )
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    story = [*paragraphs[:2], f"<h3>Read more:</h3><ul>{other}</ul>", *paragraphs[2:], sources]
    assert body(page("".join(story))) == list(STORY)


def test_links_of_their_own_captions_and_bios_are_no_paragraphs() -> None:
    link = "<p><a href=/2>WHALES ARE SEEN OFF SENJA AGAIN, AND MORE ARE ON THEIR WAY</a></p>"
    caption = '<div class="caption"><p>A cruise ship leaves Tromsø in August. (Kari Nilsen / Nordfoto)</p></div>'
    bio = '<div class="author-bio">Kari Nilsen is a reporter for the Nordlys and writes of its ports.</div>'
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    menu = "".join(f"<li><a href=/{n}>News of harbor {n}</a></li>" for n in range(40))
    story = "".join([bio, paragraphs[0], caption, paragraphs[1], link, *paragraphs[2:]])
    assert body(page(story, f"<nav><ul>{menu}</ul></nav>")) == list(STORY)


def test_a_line_of_the_menu_is_not_the_headline_of_an_opened_story() -> None:
    menu = [f"Section {n}" for n in range(30)]
    head = ["Tromsø closes two harbors to cruise ships", "By Kari Nilsen", "5 days ago"]
    (article, *_) = cut(
        Page(id="x", content="\n".join(["Search for a town or a street here", *menu, *head, *STORY]))
    ).articles
    assert article.headline is not None and article.headline.value == head[0] and article.kind == "article"


def test_a_story_s_own_words_are_no_furniture() -> None:
    for line in (
        "in terms of ships, the harbor has never seen a summer like the last one.",
        "at 10:30 p.m. on monday the last of the ships left the harbor for bergen.",
        "the port authority, a subsidiary of the county, donated the old crane to the museum.",
        "the board declined to say more, without commenting on the vote.",
        "the cookies that she baked for the dockers were gone by noon.",
        "norway may become a member of the group of northern ports next year.",
        "most recently, two ships were turned away for lack of room.",
    ):
        assert furniture_words(line) is None, line


def test_lines_in_a_story_are_looked_at_with_what_stands_around_them() -> None:
    sheet = read_lines("\n".join([*STORY[:2], "Boats first", *STORY[2:]]))
    (line,) = [j for j in judge(sheet) if j.row.text == "Boats first"]
    assert line.has("in the run")


def test_furniture_in_a_story_is_not_raised_by_what_stands_around_it() -> None:
    words = "Sign up for our free newsletter, The Morning Net, and never miss a story. Subscribe now."
    picks = ["Editor's picks", "Whales seen off Senja again", "What fishermen eat in winter"]
    text = "\n".join(["Tromsø closes two harbors to cruise ships", *STORY[:2], words, STORY[2], *picks, STORY[3]])
    (article,) = cut(Page(id="x", content=text)).articles
    assert not any(line in article.text.content for line in (words, *picks))


@given(st.lists(st.tuples(st.text(min_size=1), st.floats(-9, 9))))
def test_the_second_look_sees_shares_alone(lines: list[tuple[str, float]]) -> None:
    seen = look_again([Row(0, len(text), text) for text, _ in lines], [score for _, score in lines])
    assert len(seen) == len(lines)
    assert all(0 <= value <= 1 for features in seen for _, value in features)


def test_sentences_beside_a_story_say_what_they_are() -> None:
    assert told_of("kari nilsen is a freelance writer based in bergen.") == ["writer"]
    assert told_of("if you buy through our links, we may earn money.") == ["outlet"]
    assert told_of("the mayor, left, pictured with the harbor board.") == ["picture"]
    assert told_of("under the california consumer privacy act you can opt out of the sale of data.") == ["outlet"]
    assert told_of("the mayor, speaking to reporters on monday, said that she would sign.") == []
    assert told_of("the mayor left the harbor board on monday.") == []
