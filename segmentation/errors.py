"""What can go wrong with what an owner gives us, as data: an id, a place, a sentence.

A :class:`Problem` says what happened and where; :func:`describe` says it in a language.
Refusals (rows left out) and warnings (rows kept, something to know) are ids as well, with
their sentences here, so that the screen, the command line and the downloads agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.language import Language, mark

PROBLEMS: dict[str, str] = {
    "empty_file": mark("This file is empty. Export it again and check that it opens in Excel."),
    "no_table": mark(
        "We found no table in this file. The first rows should name the columns, "
        "the rows below hold the data."
    ),
    "no_rows": mark("This file has column names but no rows below them. Export it again."),
    "not_a_table": mark(
        "This is a {kind} file, not a table. Export the data as CSV or Excel (.xlsx)."
    ),
    "password": mark(
        "This file is protected with a password. Save it in Excel without the password "
        "and drop it here again."
    ),
    "unreadable": mark("We could not read this file. Save it in Excel as CSV and try again."),
    "damaged": mark("This file is damaged and cannot be opened. Export it again."),
    "only_hidden": mark(
        "The sheets of this workbook that can be seen hold no table. Unhide the sheet with "
        "the data in Excel, save, and try again."
    ),
    "web_page": mark(
        "This is a web page without a table. Perhaps the shop's panel wanted you to log in "
        "again: do so and export it once more."
    ),
    "too_dense": mark(
        "This file would unpack to far more than its size, as harmful files do, so we did not "
        "open it. Export it again, or save it as CSV."
    ),
    "too_many_files": mark(
        "This archive holds more than {limit} files. Unpack it and drop only your exports here."
    ),
    "too_large_to_open": mark(
        "This file is larger than {limit} MB. Save it as CSV or export a shorter period."
    ),
    "password_archive": mark(
        "This archive is protected with a password. Unpack it and drop the files here."
    ),
    "nested_archive": mark(
        "This archive holds another archive. Unpack it and drop the exports themselves here."
    ),
    "unsupported_archive": mark(
        "We cannot unpack this kind of archive. Unpack it and drop the exports here, or pack "
        "them as ZIP."
    ),
    "no_table_in_archive": mark(
        "This archive holds no table we can read. Unpack it and drop the exports here."
    ),
    "unsupported": mark("We cannot read {kind} files yet. Save it as CSV or Excel (.xlsx)."),
    "too_large": mark(
        "This file unpacks to more than {limit} MB. Export a shorter period or save it as CSV."
    ),
    "stray_cell": mark(
        "This sheet has a stray value far from the table. Delete everything outside "
        "the table in Excel, or save the sheet as CSV."
    ),
    "stopped": mark("You stopped this file. Nothing of it was kept."),
    "too_slow": mark("Reading this file took too long. Save it as CSV or export a shorter period."),
    "too_many_columns": mark(
        "This file has more than {limit} columns. Export only the columns you need."
    ),
    "no_line_breaks": mark(
        "This file has no line breaks in its first part, so it is not a table of rows."
    ),
    "fixed_width": mark(
        "The columns of this file are set apart by spaces only, so we cannot tell where one "
        "ends. Export it as CSV or Excel (.xlsx)."
    ),
    "unknown_kind": mark(
        "We could not tell what this table holds. Choose below which column is the date, "
        "the amount and the customer."
    ),
    "nobody": mark(
        "Nobody can be told apart in this file: it has no e-mail, customer number or phone. "
        "Totals are right, but groups need an export with customers."
    ),
    "no_addresses": mark(
        "We found no e-mail addresses or phone numbers in this file. Export the list of "
        "unsubscribed people once more, with one address per row."
    ),
    "read_in_part": mark(
        "Only a part of this file can be read: it has hidden sheets, several tables or files that "
        "do not open. Save everybody who unsubscribed as one CSV file."
    ),
    "no_customers": mark(
        "No customers with orders were found. Check the columns of your file, "
        "or add an export with customers."
    ),
    "too_few_customers": mark(
        "Too few customers to look for groups: {customers}. Add a longer period."
    ),
    "all_the_same": mark(
        "All customers look the same in what was chosen, so there are no groups to find. "
        "Choose something else to group by."
    ),
    "no_variables": mark("Choose at least one thing to group by that your customers have."),
    "no_orders_then": mark("There are no orders in this period. Choose a longer one."),
    "no_order_dates": mark(
        "Your files do not say when and how often anybody bought. Add an export of orders with "
        "dates and customers."
    ),
    "unknown_variable": mark("Your data have nothing called “{name}”. They have: {known}."),
    "unknown_column": mark("This file has no column called “{name}”. It has: {known}."),
    "unknown_meaning": mark("We know no column called “{name}”. Known are: {known}."),
    "shop_damaged": mark(
        "The file your shop is kept in is damaged. Put back a copy of it, or delete it and "
        "read your exports again."
    ),
    "shop_in_use": mark(
        "Your shop is open in another program on this computer. Close that one, then try again."
    ),
    "too_many_groups": mark("{groups} groups are too many for {customers} customers."),
    "file_missing": mark("There is no such file. Check the name and the folder."),
    "cannot_write": mark(
        "We could not write this file. Close it in Excel, and check that its folder is there."
    ),
    "no_shop_folder": mark(
        "We cannot keep your shop in this folder. Set SEGMENTATION_SHOP to one that can be written."
    ),
    "unexpected": mark(
        "Something went wrong in the program ({kind}). Nothing was changed. Please report it."
    ),
    "wrong_use": mark("{message}"),
}

REFUSALS: dict[str, str] = {
    "total_row": mark("total row of the table"),
    "repeated_header": mark("the column names, repeated"),
    "note": mark("a note below the table"),
    "missing_id": mark("no order number"),
    "missing_date": mark("no date"),
    "unreadable_date": mark("not a date"),
    "missing_amount": mark("no amount"),
    "unreadable_amount": mark("not an amount"),
    "unreadable_quantity": mark("not a quantity"),
    "no_sale": mark("neither a sale nor a return"),
    "test_order": mark("a test order"),
    "too_many_cells": mark("more cells than columns"),
    "no_content": mark("nothing in the columns we know"),
}

WARNINGS: dict[str, str] = {
    "ambiguous_dates": mark(
        "The dates could be day first or month first. We took them as shown; "
        "change it if the months look wrong."
    ),
    "guessed_decimal_mark": mark(
        "Numbers such as 1.234 could be thousands or decimals. We took them as shown."
    ),
    "same_file_twice": mark("The same file was given twice and is counted once."),
    "orders_repeated": mark(
        "Some orders are in another file too. They have no order numbers, so we compared "
        "customer, time and amount, and count each order once."
    ),
    "no_dates": mark(
        "No order dates were found, so nothing is known of when your customers bought. "
        "If there are dates, choose their column below."
    ),
    "no_people": mark(
        "Nobody can be told apart in this file, so it counts in revenue only. For groups, "
        "export orders with e-mails or customer numbers."
    ),
    "orders_without_number": mark("There are no order numbers, so each row counts as one order."),
    "orders_by_customer_and_time": mark(
        "There are no order numbers, so rows of one customer at one time count as one order."
    ),
    "numbers_start_again": mark(
        "Order numbers start again each day, so a number and its day make one order."
    ),
    "several_currencies": mark(
        "There are several currencies. Only the one of most orders is counted; "
        "the others are listed beside it."
    ),
    "totals_differ_inside_order": mark(
        "Some orders show different totals on their rows. We took the largest of each."
    ),
    "spend_from_list": mark(
        "There are no orders; spend is what the customer list says, not counted by us."
    ),
    "unpaid_counted": mark("Some orders are not paid yet. They are counted."),
    "cleaned_characters": mark("Characters that cannot be shown were removed."),
    "mixed_encoding": mark("Some lines use another encoding. They were repaired line by line."),
    "converted_twice": mark(
        "Letters in this file were damaged before it came here (such as Å‚ for ł). "
        "Export it again as UTF-8, or check the names before you use the lists."
    ),
    "sheets_joined": mark("Several sheets continue one table and were read as one."),
    "other_sheets": mark("This workbook has other sheets that hold no table."),
    "other_tables": mark("This page has several tables. The largest was read."),
    "hidden_sheets": mark("This workbook has hidden sheets. They were left out."),
    "macros_ignored": mark(
        "This workbook has macros. They were not run; only its cells were read."
    ),
    "formulas_without_values": mark(
        "Some formulas were saved without their results, so those cells are empty. "
        "Open the workbook in Excel, save it there and read it again."
    ),
    "long_numbers": mark(
        "Some numbers have more than 15 digits, and Excel keeps only the first 15. If they are "
        "order or customer numbers, export as CSV instead."
    ),
    "archive_unread": mark(
        "Some files in this archive could not be read. Unpack it and drop them here one by one "
        "to see why."
    ),
    "archive_skipped": mark("Some files in this archive hold no table and were left out."),
}


@dataclass(frozen=True)
class Problem:
    """Something that stopped us: its id in :data:`PROBLEMS`, where, and the words to fill in."""

    id: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    words: tuple[tuple[str, str], ...] = ()


class SegmentationError(Exception):
    """Raised with a :class:`Problem`; whoever catches it tells the owner through describe."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.id)
        self.problem = problem


def fail(
    id: str,
    *,
    file: str | None = None,
    row: int | None = None,
    column: str | None = None,
    **words: object,
) -> SegmentationError:
    """The error to raise for problem ``id`` with its place and words."""
    filled = tuple((name, str(value)) for name, value in words.items())
    return SegmentationError(Problem(id, file, row, column, filled))


def describe(problem: Problem, language: Language) -> str:
    """The problem as one sentence: where (file, row, column), what, and what to do."""
    sentence = language.tr(PROBLEMS[problem.id], **dict(problem.words))
    place = [problem.file] if problem.file else []
    if problem.row is not None:
        place.append(language.tr("row {row}", row=language.number(problem.row)))
    if problem.column is not None:
        place.append(language.tr("column “{column}”", column=problem.column))
    return f"{', '.join(place)}: {sentence}" if place else sentence
