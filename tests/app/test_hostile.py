"""Words from the files that look like HTML, Markdown or a place to fill stay what they are.

What a browser makes of them is for the browser tests; here each text handed to Streamlit is
looked at, on every page.
"""

from __future__ import annotations

from html import escape

import pytest

from tests.app.visitor import PAGES, Visitor, seen
from tests.made_exports import HOSTILE, as_csv, hostile_files, orders, people


def check(visitor: Visitor) -> None:
    """Nothing hostile goes unescaped to what reads Markdown or HTML."""
    for word in HOSTILE:
        assert [text for text in visitor.markdown() if word in text] == []
        if escape(word) != word:
            assert word not in visitor.html()


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_hostile_words_are_shown_and_do_nothing(code: str) -> None:
    visitor = Visitor(code)
    visitor.upload(*hostile_files())
    check(visitor)
    shown = "".join(visitor.texts())
    assert all(f"{word}.csv" in shown for word in HOSTILE[:2])
    columns = visitor.app.dataframe[0].value.iloc[:, 0].tolist()
    visitor.choose("selectbox", "Correct a column", columns[-1])
    check(visitor)

    visitor.press("Use this")
    own = [label for label in visitor.widget("multiselect", "Group by").options
           if label in HOSTILE]  # fmt: skip
    assert own
    visitor.choose("multiselect", "Group by", ["interests", "location", *own])
    for page in PAGES:
        visitor.open(page)
        check(visitor)
    visitor.open("groups")
    labels = [group.label for group in visitor.app.select_slider]
    assert all(any(seen(label) == word for label in labels) for word in own)
    names = " ".join(card.name for card in visitor.groups())
    assert any(word in names for word in HOSTILE)
    visitor.open("customers")
    assert set(visitor.app.dataframe[0].value["name"]) >= set(HOSTILE)


def test_own_rules_show_hostile_words_as_they_are() -> None:
    visitor = Visitor()
    visitor.use(*hostile_files())
    visitor.open("rules")
    visitor.press("New rule")
    about = visitor.widget("selectbox", "About")
    own = [place for place, label in enumerate(about.options) if label in HOSTILE]
    assert own
    for place in own:
        visitor.widget("selectbox", "About").select_index(place)
        visitor.run()
        check(visitor)
    visitor.choose("text_input", "Name of the rule", HOSTILE[0])
    for chosen in visitor.app.multiselect:
        chosen.set_value(chosen.options[:1])
    visitor.run()
    check(visitor)
    visitor.press("All rules")
    check(visitor)


def test_group_can_have_any_name() -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(orders())))
    for word in HOSTILE:
        visitor.open("personas")
        visitor.press("Edit")
        visitor.widget("text_input", "Name of this group").set_value(word)
        visitor.press("Save")
        assert visitor.cards()[0].name == word
        for page in ("groups", "personas", "lists"):
            visitor.open(page)
            check(visitor)
        assert f"Group: {word}" in visitor.widget("multiselect", "Who").options


def unreadable(name: str) -> tuple[str, bytes]:
    return (name, b"%PDF-1.7\n1 0 obj\n")


def test_names_of_files_that_cannot_be_read_are_shown_as_they_are() -> None:
    visitor = Visitor()
    visitor.upload(*(unreadable(f"{word}.csv") for word in HOSTILE))
    check(visitor)
    errors = [seen(error.value) for error in visitor.app.error]
    assert [error.split(".csv")[0] for error in errors] == list(HOSTILE)


def test_somebody_with_such_a_name_is_found() -> None:
    rows = people(HOSTILE)
    visitor = Visitor()
    visitor.use(("people.csv", as_csv(rows)))
    visitor.open("customers")
    for word in HOSTILE:
        visitor.choose("text_input", "Look somebody up", word)
        found = visitor.app.dataframe[0].value
        assert len(found) == sum(row["Name"] == word for row in rows) == 10
        check(visitor)
