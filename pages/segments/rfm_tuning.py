"""The controls of the grid: how many steps, where they begin, which orders count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.errors import SegmentationError
from segmentation.language import Language, mark
from segmentation.rfm_words import (
    PARTS,
    basis_words,
    grades_words,
    score_words,
    step_words,
)
from segmentation.segments.rfm import RfmResult, ascends, own_cutoffs
from segmentation.segments.rfm_grid import GRADES
from segmentation.segments.rfm_scores import Part

_MONTHS = (6, 12, 24)
_ALL, _FROM = 0, -1
_SHARES = mark("Equal shares of customers")
_OWN = mark("Steps of your own")


@dataclass(frozen=True)
class _Steps:
    """How the steps of one part can be chosen: the fields of RfmSpec, and their words."""

    part: Part
    by: str
    cutoffs: str
    ways: dict[str, str]
    step: str
    unit: str


_STEPS = (
    _Steps(
        "recency",
        "recency_by",
        "recency_to",
        {"rhythm": mark("Your shop’s own rhythm"), "shares": _SHARES, "own": _OWN},
        mark("Step {n}, up to days"),
        mark("Days"),
    ),
    _Steps(
        "frequency",
        "frequency_by",
        "frequency_from",
        {"numbers": mark("Fixed numbers of orders"), "shares": _SHARES, "own": _OWN},
        mark("Step {n}, from orders"),
        mark("Orders"),
    ),
    _Steps(
        "monetary",
        "monetary_by",
        "monetary_from",
        {"shares": _SHARES, "own": _OWN},
        mark("Step {n}, from an average of"),
        mark("Average order"),
    ),
)


def draw_tuning(language: Language) -> None:
    """Draw the controls; a change is kept, and counted in the same run."""
    # In containers, so that what comes and goes in them leaves the rest in its place, open or not.
    if compute.totals(guide.current_view()).first_order:
        with st.container():
            _draw_period(language)
    result = current_result()
    if result is not None and result.scores:
        with st.container():
            _draw_scores(result, language)
        result = current_result()
    if result is None:
        return
    with st.container():
        if not result.given:
            _draw_grades(language)
    for steps in _STEPS:
        with st.expander(language.tr(PARTS[steps.part]), icon=":material/straighten:"):
            _draw_steps(steps, language)


def current_result() -> RfmResult | None:
    """The grid as it is chosen now; None where nobody can be placed on it."""
    try:
        return compute.rfm(guide.current_view(), session.choices().rfm).result
    except SegmentationError:
        return None


def _choose(**changes: Any) -> None:
    before = session.choices().rfm
    if replace(before, **changes) != before:
        session.choose(rfm=replace(before, **changes))


def _draw_period(language: Language) -> None:
    tr, spec = language.tr, session.choices().rfm
    totals = compute.totals(guide.current_view())
    first, last = totals.first_order, totals.last_order
    assert first and last
    now = _FROM if spec.since else spec.months or _ALL
    options = [_ALL, *_MONTHS, _FROM]

    def shown(option: int) -> str:
        if option == _ALL:
            return tr("All orders")
        if option == _FROM:
            return tr("From a day of your choice")
        return language.plural("The last {n} month", "The last {n} months", option)

    picked = st.selectbox(
        tr("Which orders count"), options, index=options.index(now) if now in options else 0,
        format_func=shown, key=f"rfm period {language.code}",
    )  # fmt: skip
    day_format = "MM/DD/YYYY" if language.code == "en" else "DD.MM.YYYY"
    since: date | None = None
    if picked == _FROM:
        since = st.date_input(
            tr("From the day"), min(max(spec.since or first, first), last),
            min_value=first, max_value=last, format=day_format, key=f"rfm since {language.code}",
        )  # fmt: skip
    as_of = st.date_input(
        tr("Counted to the day"), max(spec.as_of or last, first), min_value=first,
        format=day_format, key=f"rfm day {language.code}",
        help=tr("Days since the last order are counted to this day; later orders do not count."),
    )  # fmt: skip
    _choose(
        months=picked if picked and picked > 0 else None,
        since=since,
        as_of=None if as_of == last else as_of,
    )


def _draw_grades(language: Language) -> None:
    spec = session.choices().rfm
    options = [0, *GRADES]
    picked = st.selectbox(
        language.tr("How many steps each way"),
        options,
        index=options.index(spec.grades or 0),
        format_func=lambda n: language.number(n) if n else language.tr("What suits the data"),
        key=f"rfm grades {language.code}",
    )
    _choose(grades=picked or None)
    result = current_result()
    if result and (words := grades_words(result, language)):
        st.caption(words)


def _draw_scores(result: RfmResult, language: Language) -> None:
    """Whether the scores of the file are taken, and which way each of them counts."""
    tr, spec = language.tr, session.choices().rfm
    if result.countable:
        taken = st.toggle(
            tr("Take the scores of your file"), result.given, key=f"rfm given {language.code}"
        )
        _choose(given=taken)
        if not taken:
            return
    low_best, places = dict(spec.low_best), []
    for score in result.scores:
        places.append(st.empty())
        low = st.toggle(
            tr("{part}: 1 is the best", part=tr(PARTS[score.part])),
            value=score.low_is_best,
            key=f"rfm best {score.part} {language.code}",
        )
        if low != score.low_is_best:
            low_best[score.part] = low
    _choose(low_best=tuple(low_best.items()))
    turned = current_result()
    for place, score in zip(places, turned.scores if turned else (), strict=True):
        place.caption(plain(score_words(score, language)))


def _draw_steps(steps: _Steps, language: Language) -> None:
    """How the steps of one part are made, the owner's own, and how many customers each has."""
    tr, spec, result = language.tr, session.choices().rfm, current_result()
    assert result is not None
    if getattr(result.cutoffs, steps.part):
        picked = st.selectbox(
            tr("Steps by"), list(steps.ways),
            index=list(steps.ways).index(getattr(spec, steps.by)),
            format_func=lambda way: tr(steps.ways[way]),
            key=f"rfm {steps.by} {language.code}",
        )  # fmt: skip
        changes: dict[str, Any] = {steps.by: picked}
        if picked == "own":
            changes[steps.cutoffs] = _own_steps(steps, result, language)
        _choose(**changes)
        result = current_result()
        assert result is not None
    st.caption(plain(basis_words(steps.part, result, language)))
    currency = compute.totals(guide.current_view()).currency or ""
    counted = zip(
        step_words(steps.part, result, currency, language), result.sizes(steps.part), strict=True
    )
    rows = [(tr(steps.unit), tr("Customers")), ("---", "---:")]
    rows += [(plain(words), language.number(size)) for words, size in counted]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))


def _own_steps(steps: _Steps, result: RfmResult, language: Language) -> tuple[float, ...]:
    """The owner's cut-offs: those kept before while nothing is changed, or does not ascend."""
    kept: tuple[float, ...] = getattr(session.choices().rfm, steps.cutoffs)
    start = kept
    if len(kept) != result.grades - 1:
        start = own_cutoffs(getattr(result.cutoffs, steps.part))
    first = 1 if steps.part == "recency" else 2
    given = tuple(
        float(
            st.number_input(
                language.tr(steps.step, n=language.number(place)),
                min_value=1,
                value=round(cutoff),
                step=1,
                key=f"rfm {steps.part} {place} {result.grades} {language.code}",
            )
        )
        for place, cutoff in enumerate(start, first)
    )
    if given == start:
        return kept
    if ascends(given):
        return given
    st.caption(f":material/info: {language.tr('Each step must begin above the one before.')}")
    return kept
