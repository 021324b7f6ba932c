"""What class names, ids and tags hint at: a bit each, so that hints of nested elements add up by `|`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.article.quick import any_of

NAVIGATION: Final = 1 << 0
FOOTER: Final = 1 << 1
SIDE: Final = 1 << 2
RELATED: Final = 1 << 3
COMMENT: Final = 1 << 4
SHARE: Final = 1 << 5
ADVERTISEMENT: Final = 1 << 6
NEWSLETTER: Final = 1 << 7
LEGAL: Final = 1 << 8
CAPTION: Final = 1 << 9
AUTHOR: Final = 1 << 10
META: Final = 1 << 11
BODY: Final = 1 << 12
HEADLINE: Final = 1 << 13
STANDFIRST: Final = 1 << 14
HIDDEN: Final = 1 << 15
FORM: Final = 1 << 16
ARTICLE: Final = 1 << 17
LIST: Final = 1 << 18
QUOTE: Final = 1 << 19
TABLE: Final = 1 << 20
HEADER: Final = 1 << 21
FIGURE: Final = 1 << 22
MEDIA: Final = 1 << 23

TAGS: Final[dict[str, int]] = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "footer": FOOTER,
    "aside": SIDE,
    "header": HEADER,
    "form": FORM,
    "button": FORM,
    "label": FORM,
    "fieldset": FORM,
    "dialog": FORM,
    "figure": CAPTION | FIGURE,
    "figcaption": CAPTION | FIGURE,
    "article": ARTICLE,
    "main": ARTICLE,
    "ul": LIST,
    "ol": LIST,
    "li": LIST,
    "dl": LIST,
    "blockquote": QUOTE,
    "table": TABLE,
    "address": AUTHOR,
}

# Word parts as publishers' templates use them; a name may carry several.
_NAMES: Final[tuple[tuple[int, str], ...]] = (
    (NAVIGATION, r"nav(?!y|al)|menu|breadcrumb|masthead|topbar|skip-|toolbar|pagination|pager|tab-?list"),
    (FOOTER, r"foot(?!ball|age)|colophon"),
    (SIDE, r"sidebar|side-bar|aside|rail(?!way)|widget|secondary"),
    (
        RELATED,
        r"relat|recommend|more-?(?:stories|news|on|from|articles)|read-?(?:more|next|also)|trending|most-?(?:read|popular|viewed)"
        r"|popular|outbrain|taboola|zergnet|teaser|promo|card|carousel|latest|next-|also-?like|recirc|onward|up-?next|you-may",
    ),
    (COMMENT, r"comment(?!ary)|disqus|respond|discussion|reactions|livefyre|viafoura"),
    (SHARE, r"share|sharing|social|follow|whatsapp|facebook|twitter"),
    (
        ADVERTISEMENT,
        r"(?:^|[-_ ])ads?(?:$|[-_ ])|advert|sponsor|dfp|adslot|ad-?(?:unit|container|wrapper)",
    ),
    (NEWSLETTER, r"newsletter|subscri(?!ber)|sign-?up|membership|donat|regwall|piano|cta\b|call-to-action"),
    (LEGAL, r"cookie|consent|gdpr|copyright|legal|privacy|terms|disclaimer|onetrust"),
    (CAPTION, r"caption|credit|cutline"),
    (MEDIA, r"gallery|figure|slideshow|lightbox|video|player|image|photo|media-"),
    (AUTHOR, r"author|byline|(?:^|[-_ ])bio(?:$|[-_ ])|contributor|writer"),
    (
        META,
        r"(?:^|[-_ ])meta|timestamp|date|(?:^|[-_ ])time|publish|(?:^|[-_ ])tags?(?:$|[-_ ])|topics?|keyword"
        r"|label|kicker|eyebrow",
    ),
    (
        BODY,
        r"(?:article|story|entry|post|content|main|body|page)[-_]{0,2}(?:body|content|text|copy|main)|articlebody|prose|rich-?text"
        r"|paragraph|text-?block|(?:^|[-_ ])body(?:$|[-_ ])|wysiwyg",
    ),
    (HEADLINE, r"headline|(?:article|story|post|entry|page|content)[-_]{0,2}title|(?:^|[-_ ])title"),
    (
        STANDFIRST,
        r"standfirst|sub-?title|sub-?head|(?:^|[-_ ])de(?:c)?k(?:$|[-_ ])|lede|summary|excerpt|synopsis|strapline"
        r"|intro|lead",
    ),
    (
        HIDDEN,
        r"visually-?hidden|screen-?reader|sr-only|(?:^|[-_ ])hidden(?:$|[-_ ])|a11y|offscreen|modal|popup"
        r"|overlay|tooltip",
    ),
)
_PATTERN: Final = re.compile("|".join(f"(?P<h{n}>{words})" for n, (_, words) in enumerate(_NAMES)))
_SOME: Final = re.compile(any_of(words for _, words in _NAMES))
_BITS: Final = tuple(bit for bit, _ in _NAMES)
_LONGEST: Final = 80
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def of_names(names: str) -> int:
    """Return the hints that an element's class names and id give, names apart by white space."""
    found = 0
    for name in names.split():
        found |= _of_name(name[:_LONGEST])
    return found


@lru_cache(maxsize=1 << 15)
def _of_name(name: str) -> int:
    """Return the hints of one name; remembered, for sites use the same few thousand over and over."""
    found = 0
    if not name.islower():
        name = _CAMEL.sub("-", name).lower()
    place = _SOME.search(name)
    while place:
        m = _PATTERN.match(name, place.start())
        if m is None or m.lastgroup is None:
            break
        found |= _BITS[int(m.lastgroup[1:])]
        place = _SOME.search(name, m.end())
    return found
