"""Lists: who is on them follows groups, rules and consent, and downloads hold just that."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from pages.results import list_files
from segmentation.exports.target_files import TargetFile, write_target
from tests.app.visitor import Visitor
from tests.made_exports import PEOPLE, as_csv, orders, people, revenue

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
PURPOSE, WHO = "What is it for", "Who"
CONFIRM = "Everybody chosen here has agreed to e-mails, and I can show it"


@pytest.fixture
def visitor() -> Visitor:
    """On the lists of a small shop, with the downloads at hand."""
    made = Visitor()
    made.use(*FILES)
    made.open("lists")
    return made


def on_the_list(visitor: Visitor) -> str:
    return str(visitor.app.header[0].value)


def option(visitor: Visitor, shown: str) -> str:
    """The id of what is offered under these words."""
    widget = visitor.widget("multiselect", WHO)
    return str(widget.options[[shown in one for one in widget.options].index(True)])


def put(visitor: Visitor, *shown: str) -> None:
    """Choose what is offered under these words."""
    widget = visitor.widget("multiselect", WHO)
    widget.set_value([next(one for one in widget.options if words in one) for words in shown])
    visitor.run()


def agreed() -> str:
    """The address of somebody who agreed to e-mails."""
    return next(str(one["Email"]) for one in people() if one["Email consent"] == "yes")


def inside_a_fold(visitor: Visitor, text: str) -> bool:
    return any(text == one.value for fold in visitor.app.expander for one in fold.error)


def test_consent_is_counted_and_held(visitor: Visitor) -> None:
    assert on_the_list(visitor) == "60 customers on this list"
    visitor.choose("radio", PURPOSE, "email")
    assert on_the_list(visitor) == "20 customers on this list"
    assert visitor.says("60 in the chosen groups → 20 with e-mail consent")
    assert visitor.says("Left out: 20 customers who said no.")
    assert visitor.says("Left out: 20 customers without an answer about consent.")
    assert visitor.app.dataframe[0].value["email"].notna().all()
    visitor.choose("radio", PURPOSE, "sms")
    assert on_the_list(visitor).split()[0] <= "30"
    assert visitor.says("30 with SMS consent")


def test_without_any_answer_the_owner_has_to_say_so() -> None:
    visitor = Visitor()
    visitor.use(FILES[0])
    visitor.open("lists")
    visitor.choose("radio", PURPOSE, "email")
    assert visitor.says("Without it nobody is on the list.")
    assert on_the_list(visitor) == "0 customers on this list"
    assert all(button.proto.disabled for button in visitor.app.get("download_button"))
    visitor.choose("checkbox", CONFIRM, True)
    assert visitor.says("with consent, as you confirmed")
    assert on_the_list(visitor) != "0 customers on this list"
    visitor.choose("radio", PURPOSE, "own")
    visitor.choose("radio", PURPOSE, "email")
    assert visitor.widget("checkbox", CONFIRM).value is True
    visitor.choose("multiselect", WHO, ["groups 1"])  # it was said of others
    assert visitor.widget("checkbox", CONFIRM).value is False
    assert on_the_list(visitor) == "0 customers on this list"


def leave_out(visitor: Visitor, *files: tuple[str, bytes]) -> None:
    """Have exactly these files in the uploader."""
    visitor.app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
    visitor.run()


def test_an_unread_file_of_people_to_leave_out_stops_every_download(visitor: Visitor) -> None:
    bad, good = ("gone.csv", b""), ("gone.csv", f"E-mail\n{agreed()}\n".encode())
    cannot = "As long as we cannot read who must not be written to, no list can be downloaded."
    visitor.choose("radio", PURPOSE, "email")
    leave_out(visitor, bad, ("others.csv", b"E-mail\nnobody@example.com\n"))
    assert visitor.says("gone.csv: This file is empty.")
    (told,) = visitor.app.main.error
    assert not inside_a_fold(visitor, told.value)
    assert any(cannot in text for text in visitor.texts())
    for purpose in ("sms", "ads", "email"):
        visitor.choose("radio", PURPOSE, purpose)
        assert not visitor.app.get("download_button") and not visitor.app.header
    visitor.speak("pl")
    visitor.open("groups")
    visitor.open("lists")
    assert not visitor.app.get("download_button")
    visitor.speak("en")
    assert visitor.says("gone.csv: This file is empty.")

    button = next(one for one in visitor.app.button if "gone" in one.label)
    assert button.label == "Remove “gone.csv”".replace(".", "\\.")
    button.click()
    visitor.run()
    assert not visitor.app.main.error
    assert on_the_list(visitor) == "20 customers on this list"
    assert visitor.says("1 person to leave out")  # the others are still there
    leave_out(visitor, good)
    assert on_the_list(visitor) == "19 customers on this list"
    assert visitor.says("2 people to leave out")


def test_a_file_taken_out_of_the_uploader_leaves_nobody_out(visitor: Visitor) -> None:
    visitor.choose("radio", PURPOSE, "email")
    leave_out(visitor, ("gone.csv", f"E-mail\n{agreed()}\n?\n".encode()))
    assert on_the_list(visitor) == "19 customers on this list"
    assert visitor.says("gone.csv, row 3: 1 row has no address we can read")
    visitor.choose("radio", PURPOSE, "own")
    visitor.choose("radio", PURPOSE, "email")  # the uploader is a new one, the people stay
    assert on_the_list(visitor) == "19 customers on this list"
    leave_out(visitor, ("empty.csv", b""))
    assert not visitor.app.header
    leave_out(visitor)
    assert on_the_list(visitor) == "19 customers on this list"
    visitor.press("Forget these people")
    assert on_the_list(visitor) == "20 customers on this list"


def test_list_of_one_group_stays_while_other_choices_change(visitor: Visitor) -> None:
    visitor.open("personas")
    card = visitor.cards()[1]
    visitor.press("Get the list", 1)
    assert visitor.title == "Lists"
    assert on_the_list(visitor) == f"{card.customers} customers on this list"
    for purpose in ("email", "sms", "own"):
        visitor.choose("radio", PURPOSE, purpose)
        assert visitor.widget("multiselect", WHO).value == ["groups 2"]
    assert set(visitor.app.dataframe[0].value["segment"]) == {card.name}


def test_choices_stay_from_page_to_page_and_in_another_language(visitor: Visitor) -> None:
    visitor.choose("multiselect", WHO, ["groups 3"])
    visitor.choose("multiselect", "Columns", ["email", "location"])
    visitor.open("groups")
    visitor.open("lists")
    for code in ("en", "pl"):
        visitor.speak(code)
        assert visitor.widget("multiselect", WHO).value == ["groups 3"]
        assert visitor.widget("multiselect", "Columns").value == ["email", "location"]
    visitor.open("personas")
    visitor.press("Get the list", 0)
    assert visitor.widget("multiselect", WHO).value == ["groups 1"]


def test_the_tool_and_hidden_addresses_stay_in_another_language(visitor: Visitor) -> None:
    tool, hide = "As a file for", "Hide addresses before they leave this computer (hashed)"
    visitor.choose("selectbox", tool, 1)
    visitor.choose("radio", PURPOSE, "ads")
    visitor.choose("selectbox", tool, 2)
    visitor.choose("checkbox", hide, True)
    for code in ("pl", "ru", "en"):
        visitor.speak(code)
        assert visitor.widget("selectbox", tool).value == 2
        assert visitor.widget("checkbox", hide).value is True
    visitor.choose("checkbox", hide, False)
    visitor.speak("pl")
    assert visitor.widget("checkbox", hide).value is False
    visitor.choose("radio", PURPOSE, "own")
    assert visitor.widget("selectbox", tool).value == 1


def test_the_file_is_written_once_until_the_list_is_another(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[TargetFile] = []

    def write(*given: Any, **settings: Any) -> TargetFile:
        written.append(write_target(*given, **settings))
        return written[-1]

    monkeypatch.setattr(list_files, "write_target", write)
    visitor.run()
    assert not written
    for changed in (
        ("multiselect", WHO, ["groups 3"]),
        ("multiselect", "Columns", ["email"]),
        ("selectbox", "As a file for", 1),
        ("radio", PURPOSE, "email"),
    ):
        before = len(written)
        visitor.choose(*changed)
        assert len(written) == before + 1, changed
        visitor.run()
        assert len(written) == before + 1, changed
    visitor.choose("multiselect", WHO, ["groups 2"])
    size = written[-1].report.rows
    assert on_the_list(visitor).split()[0] == str(size)


def test_groups_are_all_chosen_again_once_they_are_others(visitor: Visitor) -> None:
    visitor.choose("multiselect", WHO, ["groups 3"])
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 4)
    visitor.open("lists")
    assert visitor.widget("multiselect", WHO).value == [f"groups {n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        (WHO, "Choose at least one group, name or rule that holds somebody."),
        ("Columns", "Choose at least one column."),
    ],
)
def test_nothing_chosen_asks_for_a_choice(visitor: Visitor, label: str, asked: str) -> None:
    visitor.choose("multiselect", label, [])
    assert visitor.says(asked)


def test_groups_names_and_rules_together_and_where_they_meet(visitor: Visitor) -> None:
    visitor.open("groups")
    visitor.press("Keep as my own rule")
    rule_size = int(str(visitor.app.header[0].value).split()[0])
    visitor.open("lists")
    put(visitor, "My rule: ")
    assert on_the_list(visitor) == f"{rule_size} customers on this list"
    put(visitor, "My rule: ", "When and how often: ")
    both = int(on_the_list(visitor).split()[0])
    visitor.choose("segmented_control", "How they go together", True)
    met = int(on_the_list(visitor).split()[0]) if visitor.app.header else 0
    assert met <= rule_size <= both


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
def test_downloads_hold_everyone_once(visitor: Visitor, downloads: dict[str, bytes]) -> None:
    visitor.run()
    (workbook,) = (data for name, data in downloads.items() if "excel" not in name)
    summary, *sheets = openpyxl.load_workbook(io.BytesIO(workbook))
    emails, spend = [], Decimal(0)
    for sheet in sheets:
        head, *rows = sheet.iter_rows(values_only=True)
        emails += [row[head.index("E-mail")] for row in rows]
        spend += sum(Decimal(str(row[head.index("Spend")])) for row in rows)
    assert len(emails) == len(set(emails)) == PEOPLE
    assert spend == revenue(orders())
    assert summary.max_row > len(sheets)

    (plain,) = (data for name, data in downloads.items() if "excel" in name)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(plain))
    head, *rows = sheet.iter_rows(values_only=True)
    assert {row[head.index("E-mail")] for row in rows} == set(emails)


def test_download_for_a_tool_holds_only_those_who_agreed(
    visitor: Visitor, downloads: dict[str, bytes]
) -> None:
    visitor.choose("multiselect", WHO, ["groups 2"])
    visitor.choose("radio", PURPOSE, "email")
    size = int(on_the_list(visitor).split()[0])
    name, table = list(downloads.items())[-1]
    assert name.endswith(f"_{size}.csv")
    lines = list(csv.DictReader(io.StringIO(table.decode())))
    assert len(lines) == size


def test_a_share_is_held_back_and_offered_by_itself(
    visitor: Visitor, downloads: dict[str, bytes]
) -> None:
    visitor.choose("radio", PURPOSE, "email")
    downloads.clear()
    visitor.choose("slider", "Hold back a random share, to see what the mailing brings", 30)
    assert on_the_list(visitor) == "14 customers on this list"
    sizes = [len(table.decode().splitlines()) - 1 for table in downloads.values()]
    assert sizes == [14, 6]
