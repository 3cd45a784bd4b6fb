"""Same person twice? Customers who look like one, side by side; the owner decides."""

from __future__ import annotations

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.duplicates import (
    KIND,
    KINDS,
    DecidedPair,
    Party,
    Suspicion,
    decided_customers,
    describe_suspicion,
)

_SHOWN = 8
_MORE = "more decisions"

language = session.language()
tr = language.tr


def draw_kinds(found: tuple[Suspicion, ...], currency: str) -> None:
    """A few pairs all together, many of them one kind at a time."""
    kinds = {kind.key: [one for one in found if one.kind == kind.key] for kind in KINDS}
    offered = [key for key, pairs in kinds.items() if pairs]
    labels = {key: f"{tr(KIND[key].label)} ({language.number(len(kinds[key]))})" for key in offered}
    if len(found) <= _SHOWN:
        for key in offered:
            st.header(labels[key], anchor=False)
            draw_kind(kinds[key], currency)
        return
    chosen = st.selectbox(
        tr("Why they look alike"),
        offered,
        format_func=lambda key: labels[key],
        key=f"kind {' '.join(offered)}",
    )
    draw_kind(kinds[chosen], currency)


def draw_kind(pairs: list[Suspicion], currency: str) -> None:
    """The first pairs of a kind, and all of them at once."""
    if len(pairs) > 1 and st.button(
        tr("Merge all of this kind: {count}", count=language.number(len(pairs))),
        icon=":material/done_all:",
        key=f"merge all {pairs[0].kind}",
    ):
        compute.shop().merge([one.pair for one in pairs])
        st.rerun()
    for suspicion in pairs[:_SHOWN]:
        with st.container(border=True):
            draw_pair(suspicion, currency)
    if len(pairs) > _SHOWN:
        st.caption(tr("Pairs still to come: {count}.", count=language.number(len(pairs) - _SHOWN)))


def draw_pair(suspicion: Suspicion, currency: str) -> None:
    """The reason, both customers, and the two answers."""
    sure = tr("Almost certain") if suspicion.strength == "strong" else tr("Likely")
    place = " ".join(suspicion.pair)
    # As plain text: Markdown would make links of the e-mails.
    st.text(describe_suspicion(suspicion, language))
    st.caption(sure)
    for column, party in zip(st.columns(2), (suspicion.first, suspicion.second), strict=True):
        with column:
            draw_party(party, currency)
    with st.container(horizontal=True):
        if st.button(tr("Same person"), icon=":material/join_inner:", key=f"same {place}"):
            compute.shop().merge([suspicion.pair])
            st.rerun()
        if st.button(tr("Different people"), key=f"apart {place}", type="tertiary"):
            compute.shop().keep_apart([suspicion.pair])
            st.rerun()


def draw_party(party: Party, currency: str) -> None:
    """Who it is, and what they bought."""
    st.text(named(party))
    known = [text for text in (party.email, party.phone, party.place) if text]
    if party.name and known:
        st.text(" · ".join(known))
    bought = [language.plural("{n} order", "{n} orders", party.orders)]
    if party.orders:
        bought.append(language.money(party.spend, currency))
    if party.last_order:
        day = language.short_date(party.last_order.date())
        bought.append(tr("Last order: {day}", day=day))
    bought.append(tr("with an account") if party.account else tr("no customer number"))
    st.caption(plain(" · ".join(bought)))


def named(party: Party | None) -> str:
    """The shortest way to say who it is."""
    if party is None:
        return tr("not in your files now")
    return party.name or party.email or party.phone or party.customer[2:]


def draw_decisions(decided: tuple[DecidedPair, ...]) -> None:
    """What the owner decided, each with the way back."""
    st.header(tr("Decided by you"))
    shown = st.session_state.get(_MORE, _SHOWN)
    for place, one in enumerate(decided[:shown]):
        with st.container(horizontal=True, vertical_alignment="center"):
            verdict = tr("Same person") if one.decision.same else tr("Different people")
            st.text(f"{verdict}: {told(one.first)} · {told(one.second)}", width="stretch")
            back = tr("Split again") if one.decision.same else tr("Ask again")
            if st.button(back, icon=":material/undo:", key=f"undo {place}"):
                compute.shop().split([(one.decision.first, one.decision.second)])
                st.rerun()
    if len(decided) > shown and st.button(tr("Show more"), key="more"):
        st.session_state[_MORE] = shown + 5 * _SHOWN
        st.rerun()
    merged = [(one.decision.first, one.decision.second) for one in decided if one.decision.same]
    if len(merged) > 1 and st.button(
        tr("Split all again: {count}", count=language.number(len(merged))),
        type="tertiary",
        key="split all",
    ):
        compute.shop().split(merged)
        st.rerun()


def told(party: Party | None) -> str:
    """Name and e-mail on one line."""
    email = f", {party.email}" if party and party.name and party.email else ""
    return named(party) + email


st.title(tr("Same person twice?"))
guide.need_customers(language)
view = guide.current_view()
with st.spinner(tr("Looking for people who are in twice …")):
    found = compute.suspicions(view)
decided = decided_customers(compute.shop(), view) if compute.shop().decisions() else ()
if found:
    st.markdown(
        tr(
            "These customers look like one person, though no e-mail, customer number or card "
            "says so. Nobody is merged until you say so, and you can split them again."
        )
    )
    draw_kinds(found, compute.totals(view).currency or "")
else:
    st.markdown(
        tr("Nobody is left who looks like the same person twice.")
        if decided
        else tr("We found nobody who looks like the same person twice.")
    )
if decided:
    draw_decisions(decided)
