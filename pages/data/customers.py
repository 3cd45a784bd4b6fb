"""Your customers: one row each, what is known of them, and a look-up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.customer_rows import find_customers, shown_columns, shown_table
from segmentation.variables import variable_label

language = session.language()
tr = language.tr

st.title(tr("Your customers"))
guide.need_customers(language)
view = guide.current_view()
customers = compute.customers(view)
totals = compute.totals(view)

st.markdown(
    language.plural("{n} customer with orders.", "{n} customers with orders.", totals.customers)
    if totals.documents
    else language.plural("{n} customer on your list.", "{n} customers on your list.",
                         totals.customers)
)  # fmt: skip
asked = st.text_input(
    tr("Look somebody up"), placeholder=tr("E-mail, name, phone or customer number")
)
found = find_customers(customers, asked)
if asked:
    st.caption(language.plural("{n} customer found", "{n} customers found", len(found)))
st.dataframe(
    shown_table(found, language),
    hide_index=True,
    height=440,
    column_config=shown_columns(found, language, totals.currency or ""),
    placeholder="",
    key="customers",
)

st.header(tr("What is known of them"))
st.caption(tr("The more customers have a value, the more useful it is for grouping."))
known = pd.DataFrame(
    [
        {
            tr("Known"): variable_label(variable, language),
            tr("Customers"): variable.have,
            tr("Share"): variable.coverage,
            tr("How it is made"): tr(variable.how),
        }
        for variable in compute.variables(view)
        if variable.have
    ]
)
st.dataframe(
    known,
    hide_index=True,
    column_config={
        tr("Share"): st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent")
    },
    key="known",
)
