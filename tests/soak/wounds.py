"""Ways to wound a page: what broken servers, careless templates, bad copies and unkind people make of one."""

import json
from collections.abc import Callable
from random import Random

Wound = Callable[[str, Random], str]

BITS = [
    *["<div>", "</div>", "<p", "<!--", "-->", "<script>", "</script", "<![CDATA[", "]]>", "<?xml", "<svg>"],
    *[
        "\0",
        "\ud83d",
        "\r\n",
        "\x1c",
        "\u2028",
        '"',
        "“",
        "”",
        "'",
        "(",
        "—",
        "\ufeff",
        "\ufdfd",
        "🙂",
        "e" + "\u0301" * 60,
    ],
    *["\u202e", "\u202c", "\u2066", "\u2069", "\u200f", "\u200b", "\xad", "\u0d4d", "가", "ﬃ", "ǅ", "İ", "ẞ", "٣"],
    *["&nbsp;", "&amp;amp;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&notit;", "&lt;p&gt;", "&"],
    *[" date 2024-01-01 ", " 5 hours ago ", " February 30, 2024 ", " 00/00/0000 ", " 9999999999999999 people "],
    *["\n\nAdvertisement\n\n", "\n\nRead more\n\n", "\n#\n", "```", "[](", "| a | b |\n|---|\n", "<table><tr>"],
]
# What regular expressions with two ways to read the same characters take long for.
BAIT = [
    *[
        "1",
        "A.",
        "a ",
        "A ",
        "1,",
        "1.",
        '"',
        "“",
        "'",
        "’s ",
        "- ",
        "of the ",
        "and ",
        "Mr. ",
        "St. ",
        "x@",
        "(",
        "((",
    ],
    *[
        "said ",
        '," he said, "',
        "the United ",
        "5 to ",
        "10 million ",
        "January 1, ",
        "1 January ",
        "Monday ",
        "12:00 ",
    ],
    *[
        "http://",
        "\n",
        "\n ",
        " ",
        "\t",
        "May ",
        "O'",
        "Al-",
        "(AP) — ",
        "By A. ",
        "newsletter ",
        "Sign up ",
        "Read more ",
    ],
    *["A B. C. ", "<b>", "<a href=x>", "<p>x", "&", "&amp;", "<!-", "<", "é", "\u0301", "𝔸", "— ", "… "],
]


def _somewhere(content: str, chance: Random) -> tuple[int, int]:
    at = chance.randrange(len(content) + 1)
    return at, min(len(content), at + chance.choice([1, 5, 50, 500]))


def _cut_out(content: str, chance: Random) -> str:
    at, end = _somewhere(content, chance)
    return content[:at] + content[end:]


def _thrice(content: str, chance: Random) -> str:
    at, end = _somewhere(content, chance)
    return content[:at] + content[at:end] * 3 + content[at:]


def _sprinkled(content: str, chance: Random) -> str:
    at, _ = _somewhere(content, chance)
    return content[:at] + chance.choice(BITS) + content[at:]


def _turned(content: str, chance: Random) -> str:
    at, _ = _somewhere(content, chance)
    return content[at:] + content[:at]


def _backwards(content: str, chance: Random) -> str:
    at, end = _somewhere(content, chance)
    return content[:at] + content[at:end][::-1] + content[end:]


def _loud(content: str, chance: Random) -> str:
    at, end = _somewhere(content, chance)
    return content[:at] + content[at:end].upper() + content[end:]


def _torn_in_a_tag(content: str, chance: Random) -> str:
    """Break off in the middle of a tag, as a download does."""
    tags = [n for n, c in enumerate(content) if c == "<"]
    at = chance.choice(tags) + chance.randint(1, 12) if tags else len(content) // 2
    return content[:at]


def _doubled_blocks(content: str, chance: Random) -> str:
    """Print some lines or paragraphs twice."""
    mark = "</p>" if "</p>" in content else "\n"
    parts = content.split(mark)
    return mark.join(part for part in parts for _ in range(chance.choice([1, 1, 2, 4])))


def _no_breaks(content: str, chance: Random) -> str:
    mark = chance.choice(["\n", "\n\n", "</p>", "</div>", " ", ">"])
    return content.replace(mark, chance.choice(["", " ", mark * 2]))


def _large_attribute(content: str, chance: Random) -> str:
    value = chance.choice(["x", "nav ", "a-", "&amp;", '\\"', "<p>"]) * chance.choice([1000, 100_000])
    tag = f'<div class="{value}" id="{value[:5000]}" style="{value}" itemprop="{value[:2000]}">'
    return content.replace("<p", tag + "<p", 3) if "<p" in content else tag + content


def _many_attributes(content: str, chance: Random) -> str:
    tag = "<p " + " ".join(f"a{n}={n}" for n in range(chance.choice([100, 5000]))) + ">"
    return content.replace("<p>", tag, 2) if "<p>" in content else tag + content


def _deep(content: str, chance: Random) -> str:
    tag = chance.choice(["div", "b", "span", "a", "ul><li", "blockquote", "table><tr><td", "article", "font"])
    depth = chance.choice([300, 10_000])
    return f"<{tag}>" * depth + content + (f"</{tag.split('>')[0]}>" * depth if chance.random() < 0.5 else "")


def _broken_linked_data(content: str, chance: Random) -> str:
    inner = chance.choice(
        [
            *["{", '{"@type":"NewsArticle","headline":', "[" * 50_000, '{"a":' * 5000, "null", '"x"', "[null,1,[[]]]"],
            json.dumps({"@type": "NewsArticle", "headline": ["x", {"y": 1}], "author": [[{"name": 3}]]}),
            json.dumps({"@type": {"a": 1}, "@graph": {"@type": "Article", "datePublished": "0000-99-99T99:99"}}),
            json.dumps({"@type": "NewsArticle", "articleBody": "x " * 200_000, "dateModified": "\u0000"}),
            '{"@type":"NewsArticle","headline":"\\ud800","author":{"name":"\\udfff"},"datePublished":"2024-13-45"}',
            '{"@type":"NewsArticle","headline":NaN,"wordcount":' + "9" * 5000 + "}",
        ]
    )
    script = f"<script type='application/ld+json'>{inner}</script>"
    return content.replace("</head>", script + "</head>") if "</head>" in content else script + content


def _odd_metadata(content: str, chance: Random) -> str:
    value = chance.choice(
        ["", " ", "\ud800", "0", "9" * 400, "2024-02-30", "1e9", "24/24/24", "x" * 10_000, "«»", "now"]
    )
    names = ("og:title", "article:published_time", "author", "og:site_name", "date", "article:modified_time", "og:url")
    tags = "".join(f'<meta property="{name}" content="{value}">' for name in names)
    return (
        f'<html lang="{value[:80]}"><head><link rel=canonical href="{value}">{tags}<time datetime="{value}">' + content
    )


def _bait(content: str, chance: Random) -> str:
    at, _ = _somewhere(content, chance)
    words = "".join(chance.choice(BAIT) for _ in range(chance.choice([1, 1, 2, 3])))
    return content[:at] + words * chance.choice([50, 2000, 20_000]) + chance.choice(["", "!", "x", "\n"]) + content[at:]


def _long_line(content: str, chance: Random) -> str:
    """Put all on one line, over and over, up to five megabytes."""
    line = " ".join(content.split()) + " "
    return line * (chance.choice([50_000, 500_000, 5_000_000]) // len(line) + 1)


def _many_lines(content: str, chance: Random) -> str:
    line = chance.choice(
        [
            "x\n",
            "<br>",
            "<p>Read more</p>",
            "<li><a href=/>World</a></li>",
            "5 hours ago\n",
            "• Item\n",
            "“No,” he said.\n",
        ]
    )
    at, _ = _somewhere(content, chance)
    return content[:at] + line * chance.choice([100, 5000]) + content[at:]


SMALL: list[Wound] = [_cut_out, _thrice, _sprinkled, _sprinkled, _turned, _backwards, _loud]
LARGE: list[Wound] = [
    *[_torn_in_a_tag, _torn_in_a_tag, _doubled_blocks, _no_breaks, _large_attribute, _many_attributes, _deep],
    *[_bait, _bait, _bait, _broken_linked_data, _odd_metadata, _many_lines],
]
HUGE = 0.005
"""The share of pages blown up to megabytes: they take as long as hundreds of others."""


def wounded(pages: list[str], chance: Random) -> str:
    """Return a page with a few wounds, now and then two pages glued together."""
    content = chance.choice(pages)
    if chance.random() < 0.1:
        other = chance.choice(pages)
        at = chance.choice([0, len(other) // 2])
        content = content[: chance.choice([len(content), len(content) // 2])] + chance.choice(["", "\n\n"]) + other[at:]
    for _ in range(chance.choice([0, 1, 1, 2])):
        content = chance.choice(LARGE)(content, chance)
    for _ in range(chance.randint(0, 6)):
        content = chance.choice(SMALL)(content, chance)
    return _long_line(content, chance) if chance.random() < HUGE and content.strip() else content


def as_bytes(content: str, chance: Random) -> bytes:
    """Return a page as bytes, one in five in a charset that is not what it says, or with broken bytes."""
    if chance.random() < 0.8:
        return content.encode("utf8", "surrogatepass")
    how = chance.choice(["utf-16-le", "utf-16", "utf-32", "cp1252", "koi8-r", "shift_jis", "utf-7", "flipped", "said"])
    if how == "flipped":
        return bytes(b ^ (chance.random() < 0.001) for b in content.encode("utf8", "surrogatepass"))
    if how == "said":
        lie = chance.choice(["utf-16", "shift_jis", "x-nothing", "utf-7", "cp037", "base64", "idna", "\0", "ibm-thai"])
        return f'<meta charset="{lie}">{content}'.encode("utf8", "surrogatepass")
    return content.encode(how, "replace")
