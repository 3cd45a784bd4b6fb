"""How lists of people and orders meet: the rate, by which key, and who is missing, to download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.shared import compute
from pages.shared.downloads import offer_csv
from pages.shared.escaping import plain
from segmentation.columns import CUSTOMER_COLUMN, MEANING
from segmentation.counting import ALL_DOCUMENTS, View, cents
from segmentation.exports.csv_files import write_table
from segmentation.language import Language, mark
from segmentation.matching import MatchRate, Unmatched, buyers_not_on_list, people_without_orders
from segmentation.shop import Schema

_OTHERWISE = mark("Another file, or you said so")


def draw_matching(
    rates: Sequence[MatchRate],
    language: Language,
    schema: Schema,
    view: View = ALL_DOCUMENTS,
) -> None:
    """A card for each list of people; nothing where there are no lists or no orders."""
    if not rates:
        return
    tr = language.tr
    names = {entry.import_id: entry.raw.name for entry in compute.imports()}
    st.header(tr("Lists and orders"))
    for rate in rates:
        with st.container(border=True):
            st.markdown(f"**{plain(names.get(rate.import_id, ''))}**")
            st.markdown(_in_a_sentence(rate, language))
            if rate.by_key:
                st.caption(_by_key(rate, language))
            else:
                st.warning(
                    tr(
                        "Nobody on this list was found among the orders. Check that both files "
                        "have the same e-mails or customer numbers."
                    ),
                    icon=":material/info:",
                )
            _draw_downloads(rate, language, schema, view)


def _in_a_sentence(rate: MatchRate, language: Language) -> str:
    number = language.number
    return language.tr(
        "People on this list: {people}. With orders: {matched} ({share}). "
        "Without orders: {unmatched}. Customers with orders who are not on the list: {missing}.",
        people=number(rate.people),
        matched=number(rate.with_orders),
        share=language.share(rate.with_orders / rate.people if rate.people else 0),
        unmatched=number(rate.without_orders),
        missing=number(rate.not_on_list),
    )


def _by_key(rate: MatchRate, language: Language) -> str:
    texts = {key: MEANING[key].label for key in MEANING} | {"other": _OTHERWISE}
    labels = {key: language.tr(texts[key]) for key, _ in rate.by_key}
    ways = " · ".join(f"{labels[key]}: {language.number(count)}" for key, count in rate.by_key)
    return language.tr("Found by {ways}", ways=ways)


def _draw_downloads(rate: MatchRate, language: Language, schema: Schema, view: View) -> None:
    tr, shop = language.tr, compute.shop()  # here: a download is made outside the page's run
    with st.container(horizontal=True):
        if rate.without_orders:
            offer_csv(
                tr("Download people without orders"),
                lambda: unmatched_csv(
                    people_without_orders(shop, rate.import_id, view, schema), language
                ),
                "people-without-orders.csv",
                key=f"without orders {rate.import_id}",
            )
        if rate.not_on_list:
            offer_csv(
                tr("Download customers not on the list"),
                lambda: unmatched_csv(
                    buyers_not_on_list(shop, rate.import_id, view, schema), language
                ),
                "customers-not-on-the-list.csv",
                key=f"not on list {rate.import_id}",
            )


def unmatched_csv(people: Iterable[Unmatched], language: Language) -> bytes:
    """Those who are in one place only, as a CSV for Excel."""
    labels = {name: column.label for name, column in CUSTOMER_COLUMN.items()}
    names = ("customer_id", "email", "phone", "card_number", "name", "frequency", "total_spend")
    titles = [labels.get(name) or MEANING[name].label for name in names]
    header = [language.tr(title) for title in titles]
    rows = (
        (one.customer_id, one.email, one.phone, one.card_number, one.name, one.orders,
         cents(one.spend))
        for one in people
    )  # fmt: skip
    return write_table(header, rows, language)
