"""The messages of the desk: gathered from templates and code, and put into the catalogs that lack them.

python -m tools.messages                  bring the catalogs up to date; what is new stands there untranslated
python -m tools.messages lacking hi       print what a catalog lacks, as a catalog
python -m tools.messages fill hi < a.po   put the translations of such a file into the catalog
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dateline.views.i18n.languages import LANGUAGES, SOURCE

VIEWS = Path(__file__).parent.parent / "src" / "dateline" / "views"
CATALOGS = VIEWS / "i18n" / "catalogs"
TRANSLATED = tuple(name for name in LANGUAGES if name != SOURCE)
_METHODS = [("**.py", "python"), ("**/templates/**.*", "jinja2.ext.babel_extract")]
_OPTIONS = {"**/templates/**.*": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_PLACE = re.compile(r"%\((\w+)\)s")


def gathered() -> Catalog:
    """Return all messages of the templates and the code, each with the files it stands in."""
    catalog = Catalog(project="Dateline", charset="utf-8")
    for path, _line, message, comments, context in extract_from_dir(VIEWS, _METHODS, _OPTIONS, _KEYWORDS):
        # Without lines: they move with every edit, and would move in the catalogs.
        catalog.add(message, None, [(path, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalog


def catalog_of(name: str) -> Catalog:
    """Return the catalog of a language as it is written."""
    return read_po(io.BytesIO((CATALOGS / f"{name}.po").read_bytes()), locale=name)


def keep(name: str, catalog: Catalog) -> None:
    """Write the catalog of a language: sorted, without what nobody says any more, and without a date."""
    catalog.project, catalog.header_comment = "Dateline", f"# What the desk says, in {LANGUAGES[name]}."
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=True, ignore_obsolete=True, no_location=True, width=110)
    plural = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {name}\\n"\n'
    plural += f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    (CATALOGS / f"{name}.po").write_bytes(catalog.header_comment.encode() + b"\n" + plural.encode() + out.getvalue())


def texts(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the forms of a message or of its translation."""
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def faults(name: str, source: Catalog) -> Iterator[str]:
    """Yield what is wrong with the catalog of a language: what it lacks, where a place is lost or made up."""
    written = catalog_of(name)
    for message in source:
        if not message.id:
            continue
        found = written.get(message.id)
        if found is None or not all(texts(found.string)) or found.fuzzy:
            yield f"{name}: not translated: {message.id!r}"
        else:
            yield from (f"{name}: {message.id!r}: {fault}" for fault in _misplaced(message, found))


def _misplaced(message: Message, found: Message) -> Iterator[str]:
    """Yield places that a translation has and its message has not, or the other way round."""
    given = set(chain.from_iterable(_PLACE.findall(text) for text in texts(message.id)))
    for form in texts(found.string):
        has = set(_PLACE.findall(form))
        # A form for one or two may say the number in a word.
        missing = given - has - ({"num"} if message.pluralizable else set())
        if missing or has - given or form.replace("%%", "").count("%") != len(_PLACE.findall(form)):
            yield f"places differ in {form!r}"


def update() -> None:
    """Bring every catalog up to date with the messages there are."""
    source = gathered()
    for name in TRANSLATED:
        catalog = catalog_of(name)
        catalog.update(source, no_fuzzy_matching=True)
        keep(name, catalog)


def lacking(name: str) -> Catalog:
    """Return the messages of a catalog that are not translated."""
    out = Catalog(locale=name)
    for message in catalog_of(name):
        if message.id and not all(texts(message.string)):
            out.add(message.id)
    return out


def fill(name: str, given: Catalog) -> None:
    """Put translations into a catalog; those of messages that it has not are passed over."""
    catalog = catalog_of(name)
    for message in given:
        found = catalog.get(message.id) if message.id else None
        if found is not None and all(texts(message.string)):
            found.string = message.string
    keep(name, catalog)


def main(asked: list[str]) -> int:
    """Do what was asked; return 1 where a catalog is not whole."""
    match asked:
        case ["lacking", name]:
            write_po(sys.stdout.buffer, lacking(name), omit_header=True)
        case ["fill", name]:
            fill(name, read_po(io.BytesIO(sys.stdin.buffer.read()), locale=name))
        case _:
            update()
    wrong = [fault for name in TRANSLATED for fault in faults(name, gathered())]
    print(f"{len(wrong)} faults", *wrong[:20], sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
