"""XML of strangers, read with nothing in it that could reach out or grow: no entities, no network, bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.errors import BadInput

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def check_entities(data: bytes, *, name: str) -> None:
    """Refuse a document that declares entities: they unpack without bound, or name files.

    Raises:
        BadInput: If it does.
    """
    # A document in UTF-16 hides the word from a search for bytes.
    plain = data.replace(b"\0", b"") if data.startswith(_WIDE) else data
    if _ENTITY.search(plain):
        raise BadInput("declares XML entities, which are not read", page=name)


def xml_root(data: bytes, *, name: str) -> _Element:
    """Return the root of a document; what is broken in it is mended as far as that goes.

    Raises:
        BadInput: If it declares entities, or is no XML.
    """
    from lxml import etree  # noqa: PLC0415 - only what reads XML needs it

    check_entities(data, name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(f"is no XML: {error}", page=name) from error
    if root is None:
        raise BadInput("is no XML", page=name)
    return root


def local(tag: object) -> str:
    """Return the name of an element without its namespace, in small letters."""
    return str(tag).rpartition("}")[2].lower()
