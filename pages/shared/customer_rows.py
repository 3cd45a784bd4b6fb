"""Customers as a table on screen: labels and values in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.language import Language
from segmentation.variable_catalogue import CATALOGUE
from segmentation.variables import LEVEL_LABELS, level_label

_SEARCHED = ("email", "phone", "customer_id", "first_name", "last_name", "name")
_HIDDEN = ("customer",)
_SHARES = tuple(entry.key for entry in CATALOGUE if entry.unit == "share")


def find_customers(customers: pd.DataFrame, asked: str) -> pd.DataFrame:
    """The customers whose e-mail, phone, number or names hold every word asked for."""
    words = asked.casefold().split()
    if not words:
        return customers
    texts = customers[list(_SEARCHED)].fillna("").agg(" ".join, axis=1).str.casefold()
    hit = pd.Series(True, index=customers.index)
    for word in words:
        hit &= texts.str.contains(word, regex=False)
    return customers[hit]


def customer_label(customer: pd.Series) -> str:
    """Who it is on one line: the name, then the e-mail, number or phone. Not for Markdown."""
    known = customer.dropna().astype(str)
    name = known.get("name") or " ".join(
        known[part] for part in ("first_name", "last_name") if part in known
    )
    contact = next((known[key] for key in ("email", "customer_id", "phone") if key in known), "")
    return ", ".join(text for text in (name, contact) if text) or str(customer["customer"])[2:]


def shown_table(customers: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The filled columns with translated values, still under their keys."""
    filled = [
        name for name in customers.columns if name not in _HIDDEN and customers[name].notna().any()
    ]
    return translated(customers[filled], language)


def translated(customers: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The same columns, with the values that are keys of ours in the language."""
    shown = customers.copy()
    for name in set(customers.columns) & set(LEVEL_LABELS):
        levels = shown[name].dropna().unique()
        if shown[name].dtype == object:
            shown[name] = shown[name].map({v: level_label(name, v, language) for v in levels})
    return shown


def spoken(
    table: pd.DataFrame, language: Language, money: Sequence[str] = (), shares: Sequence[str] = ()
) -> Styler:
    """The table with amounts and shares as they are written in the language.

    They still sort as numbers. Amounts are the columns named in ``money`` and those of customers;
    the same for ``shares``. Every cell is written here, so only for tables of some dozen rows.
    """
    own = {str(name): CUSTOMER_COLUMN.get(str(name)) for name in table.columns}
    amounts = {name for name, column in own.items() if column and column.type == "money"}
    parts = set(own) & set(_SHARES)
    forms: dict[Any, Any] = {name: _amount_in(language) for name in {*amounts, *money}}
    forms |= {name: _share_in(language) for name in {*parts, *shares}}
    return table.style.format(forms, na_rep="")


def _amount_in(language: Language) -> Callable[[float], str]:
    return lambda value: language.number(value, 2)


def _share_in(language: Language) -> Callable[[float], str]:
    return lambda value: language.share(value, 1)


def shown_columns(
    customers: pd.DataFrame, language: Language, currency: str, *, spoken: bool = False
) -> dict[str, Any]:
    """Streamlit's column settings: labels, money and date forms of the language.

    With ``spoken`` the table brings amounts and shares written already; a form would hide that.
    """
    money_form, share_form = (None, None) if spoken else ("%.2f", "percent")
    settings: dict[str, Any] = {}
    symbol = language.currency_symbol(currency)
    for name in customers.columns:
        column = CUSTOMER_COLUMN.get(str(name))
        if column is None:
            continue
        label = language.tr(column.label)
        if column.type == "money":
            labeled = f"{label} ({symbol})" if symbol else label
            settings[column.key] = st.column_config.NumberColumn(labeled, format=money_form)
        elif column.type == "date":
            date_format = "MM/DD/YYYY" if language.code == "en" else "DD.MM.YYYY"
            settings[column.key] = st.column_config.DateColumn(label, format=date_format)
        elif column.key in _SHARES:
            settings[column.key] = st.column_config.NumberColumn(label, format=share_form)
        elif column.type in ("count", "days", "number"):
            settings[column.key] = st.column_config.NumberColumn(label, format="%d")
        elif column.type == "yes_no":
            settings[column.key] = st.column_config.CheckboxColumn(label)
        else:
            settings[column.key] = st.column_config.TextColumn(label)
    return settings
