"""The shop's totals as the owner can check them, for any period."""

from __future__ import annotations

import streamlit as st

from pages.shared import compute
from pages.shared.escaping import plain
from segmentation.counting import ShopTotals, cents
from segmentation.errors import WARNINGS
from segmentation.language import Language


def draw_totals(language: Language) -> None:
    """Totals of what is being reviewed, with a control for the period."""
    whole = compute.preview_totals(None, None)
    since = until = None
    if whole.first_order and whole.last_order:
        picked = st.date_input(
            language.tr("Period"),
            value=(whole.first_order, whole.last_order),
            min_value=whole.first_order,
            max_value=whole.last_order,
            format="MM/DD/YYYY" if language.code == "en" else "DD.MM.YYYY",
            key=f"period {whole.first_order} {whole.last_order}",
        )
        if len(picked) == 2:  # one day only while the second is being picked
            since, until = picked
            if picked == (whole.first_order, whole.last_order):
                since = until = None
    draw_figures(compute.preview_totals(since, until) if since else whole, language)


def draw_figures(totals: ShopTotals, language: Language) -> None:
    """The figures of a period as tiles, with what was not counted below."""
    tr, number = language.tr, language.number
    currency = totals.currency or ""
    if not totals.documents:
        if totals.revenue:
            st.caption(language.tr(WARNINGS["spend_from_list"]))
        st.metric(tr("Customers"), number(totals.customers), border=True, width=240)
        return
    tiles = (
        (tr("Orders"), number(totals.orders)),
        (tr("Customers"), number(totals.customers)),
        (tr("Revenue before refunds"), language.money(cents(totals.revenue_gross), currency)),
        (tr("Revenue after refunds"), language.money(cents(totals.revenue), currency)),
    )
    for column, (label, value) in zip(st.columns(len(tiles)), tiles, strict=True):
        column.metric(label, value, border=True)
    for line in not_counted(totals, language):
        st.caption(line)


def not_counted(totals: ShopTotals, language: Language) -> list[str]:
    """What is beside the totals: returns, exclusions, unpaid, strangers, other currencies."""
    tr, plural, number = language.tr, language.plural, language.number
    currency = totals.currency or ""
    lines = []
    if totals.revenue_gross != totals.revenue:
        amount = language.money(cents(totals.revenue_gross - totals.revenue), currency)
        lines.append(
            tr(
                "Refunds and returns together: {amount}. Return documents: {count}.",
                count=number(totals.return_documents),
                amount=amount,
            )
        )
    excluded = totals.cancelled + totals.refunded + totals.failed
    if excluded:
        lines.append(
            tr(
                "Not counted: {cancelled} cancelled, {refunded} fully refunded, {failed} failed.",
                cancelled=number(totals.cancelled),
                refunded=number(totals.refunded),
                failed=number(totals.failed),
            )
        )
    if totals.zero_documents:
        lines.append(
            plural(
                "{n} document with a total of zero is not an order.",
                "{n} documents with a total of zero are not orders.",
                totals.zero_documents,
            )
        )
    if totals.unpaid_orders:
        lines.append(
            tr(
                "Not paid yet, but counted: {count} for {amount}.",
                count=plural("{n} order", "{n} orders", totals.unpaid_orders),
                amount=language.money(cents(totals.unpaid_amount), currency),
            )
        )
    if totals.orders_without_customer:
        lines.append(
            tr(
                "Orders without a customer: {count}, {amount}. They count in revenue only.",
                count=number(totals.orders_without_customer),
                amount=language.money(cents(totals.revenue_without_customer), currency),
            )
        )
    if totals.orders_without_currency:
        lines.append(
            tr(
                "Orders that name no currency: {count}. We counted them as {currency}.",
                count=number(totals.orders_without_currency),
                currency=currency,
            )
        )
    for other in totals.other_currencies:
        lines.append(
            tr(
                "In another currency, not added: {count}, {amount}.",
                count=plural("{n} order", "{n} orders", other.orders),
                amount=language.money(cents(other.amount), other.currency),
            )
        )
    return [plain(line) for line in lines]
