"""Mentions: names, noun phrases that act or speak, pronouns."""

from __future__ import annotations

import pytest

from tests.record.readings import mentions_in


def found(text: str, form: str) -> list[tuple[str, str]]:
    _, mentions = mentions_in(text)
    return [(m.evidence[0].exact, m.type) for m in mentions if m.form == form]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The ministry said nothing.", "The ministry", "organization"),
        ("The Peruvian deputy foreign minister left.", "The Peruvian deputy foreign minister", "person"),
        ("Norway's defence secretary left.", "Norway's defence secretary", "person"),
        ("Two Turkish officials agreed.", "Two Turkish officials", "group"),
        ("Officials agreed.", "Officials", "group"),
        ("She thanked the deputy chief of staff.", "the deputy chief of staff", "person"),
        ("The statement said so.", "The statement", "work"),
        ("He led the country.", "the country", "organization"),
        ("The soldier shot protesters.", "The soldier", "person"),
        ("The soldier shot protesters.", "protesters", "group"),
        ("The French envoy met rebels.", "rebels", "group"),
        ("The army fought rebels.", "The army", "organization"),
        ("He left by the time rescuers came.", "rescuers", "group"),
        ("The lost soldiers came home.", "The lost soldiers", "group"),
    ],
)
def test_a_noun_phrase_with_determiner_or_owner(text: str, phrase: str, kind: str) -> None:
    assert (phrase, kind) in found(text, "nominal")


@pytest.mark.parametrize(
    "text",
    [
        "Peru's Ana Paz names cabinet.",
        "The police station burned.",
        "Foreign Secretary Helen Marsh left.",
        "State media were silent.",
    ],
)
def test_adjectives_and_titles_before_names_are_no_mentions(text: str) -> None:
    assert found(text, "nominal") == []


def test_pronouns_but_not_the_country() -> None:
    assert found("He told us that it was hers; the US agreed.", "pronoun") == [
        ("He", "person"),
        ("us", "group"),
        ("it", "other"),
    ]


def test_every_mention_cites_its_words() -> None:
    tokens, mentions = mentions_in("The mayor of Lima, Rosa Quispe, met Peruvian officials. She thanked them.")
    assert mentions
    assert all(m.evidence[0].holds_in(tokens.article.text) and m.entity is None for m in mentions)
    assert [m.span for m in mentions] == sorted(m.span for m in mentions)
