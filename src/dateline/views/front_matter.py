"""The front matter of an article as facts: each value, on what basis, and where it stands."""

from __future__ import annotations

from dateline.model.article import Cited
from dateline.model.record import Record
from dateline.views.facts import Fact
from dateline.views.i18n.formats import day
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _
from dateline.views.words import Mark

_FRONT = {
    "headline": N_("Headline"),
    "standfirst": N_("Standfirst"),
    "dateline": N_("Dateline of the article"),
    "agency": N_("Agency"),
    "publisher": N_("Outlet"),
    "aggregator": N_("Shown by"),
    "published": N_("Published"),
    "modified": N_("Changed"),
}


def front_facts(record: Record) -> tuple[Fact, ...]:
    """Return the front matter of an article: each value, on what basis, and where it stands."""
    article = record.article
    out = [
        _front(name, _(title), cited, article.text.id)
        for name, title in _FRONT.items()
        if (cited := getattr(article, name)) is not None
    ]
    lists = (("byline", _("By"), article.bylines), ("correction", _("Corrected"), article.corrections),
             ("update", _("Updated"), article.updates))  # fmt: skip
    out += [
        _front(f"{name}{n}", title, cited, article.text.id)
        for name, title, values in lists
        for n, cited in enumerate(values)
    ]
    return tuple(out)


def _front(name: str, title: str, cited: Cited, text_id: str) -> Fact:
    id_ = f"front-{name}"
    shown = day(cited.value) if cited.precision else cited.value
    return Fact(
        id=id_,
        kind="front",
        title=title,
        words=(shown,),
        notes=(_("basis: %(basis)s", basis=label(cited.basis)), *_fineness(cited)),
        marks=tuple(Mark(e.span, "", id_) for e in cited.evidence if e.text_id == text_id),
        page_marks=tuple(Mark(e.span, "", id_) for e in cited.evidence if e.text_id != text_id),
    )


def _fineness(cited: Cited) -> tuple[str, ...]:
    return (_("to the %(unit)s", unit=label(cited.precision)),) if cited.precision else ()
