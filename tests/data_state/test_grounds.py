"""The last day of the data: what comes long after all else is a slip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from segmentation.data_state.grounds import plausible_end

FIRST = date(2024, 1, 1)
STEADY = [(FIRST + timedelta(days=n), 1) for n in range(30)]
END = STEADY[-1][0]


@pytest.mark.parametrize(
    ("later", "end"),
    [
        ([], END),
        ([(date(2925, 1, 1), 1)], date(2024, 1, 30)),
        ([(date(2034, 1, 1), 1), (date(2925, 1, 1), 2)], date(2024, 1, 30)),
        ([(END + timedelta(days=366), 1)], END + timedelta(days=366)),
        ([(END + timedelta(days=367), 1)], END),
        ([(date(2034, 1, 1), 4)], date(2034, 1, 1)),  # four are no slip
    ],
)
def test_a_few_far_ahead_are_left_out(later: list[tuple[date, int]], end: date) -> None:
    assert plausible_end(STEADY + later) == end


def test_of_a_handful_of_orders_none_is_a_slip() -> None:
    assert plausible_end([(date(2020, 1, 1), 2), (date(2025, 1, 1), 2)]) == date(2025, 1, 1)


def test_many_orders_may_have_as_many_slips_in_proportion() -> None:
    busy = [(day, 200) for day, _ in STEADY]  # 6,000 orders
    assert plausible_end([*busy, (date(2034, 1, 1), 6)]) == END
    assert plausible_end([*busy, (date(2034, 1, 1), 7)]) == date(2034, 1, 1)
