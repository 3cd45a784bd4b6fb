"""Groups keep color and names by who is in them, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from segmentation.edits import PersonaEdits
from segmentation.following import COLORS, Remembered, follow, hash_customers
from segmentation.saved import dump, load
from segmentation.segments.assignment import Assignment

Groups = Sequence[Sequence[int]]
NOTHING = Remembered()


def people(*spans: tuple[int, int]) -> list[int]:
    """The numbers of customers from and until."""
    return [number for start, end in spans for number in range(start, end)]


def keep(groups: Groups, remembered: Remembered, order: int | None = None) -> Remembered:
    """What is remembered once ``groups`` of customers' numbers were shown."""
    rows = [(f"person{one}@example.com", label) for label, own in enumerate(groups) for one in own]
    if order is not None:
        rows = [rows[i] for i in np.random.default_rng(order).permutation(len(rows))]
    table = pd.DataFrame({"customer": [key for key, _ in rows]})
    labels = np.array([label for _, label in rows])
    k = len(groups)
    assignment = Assignment("kmeans", (), labels, k, None, None, (None,) * k)
    return follow(hash_customers(table), assignment, remembered)


A, B, C = people((0, 400)), people((400, 700)), people((700, 900))


def seen(groups: Groups = (A, B, C)) -> Remembered:
    """Groups that were shown, each with a name found for it; the second renamed by the owner."""
    shown = keep(groups, NOTHING)
    named = shown.named([(f"found {place}",) for place in range(len(groups))])
    return named.renamed("2", "  My   best ")


def test_first_groups_have_the_colors_in_order_and_no_names() -> None:
    first = keep((A, B, C), NOTHING)
    assert first.colors == (0, 1, 2)
    assert first.given == {} and first.earlier == {}


def test_same_groups_stay_what_they_are() -> None:
    assert keep((A, B, C), seen()) == seen()


def test_numbers_may_change_places() -> None:
    again = keep((C, A, B), seen())
    assert again.colors == (2, 0, 1)
    assert again.given == {"3": "My best"}
    assert again.earlier == {"1": ("found 2",), "2": ("found 0",), "3": ("found 1",)}


def test_order_of_rows_changes_nothing() -> None:
    for order in range(3):
        assert keep((A, B, C), NOTHING, order) == keep((A, B, C), NOTHING)
        assert keep((B, C, A), seen(), order) == keep((B, C, A), seen())


def test_group_that_falls_apart_goes_on_as_its_larger_part() -> None:
    split = keep((A[:150], A[150:], B, C), seen())
    assert split.colors == (3, 0, 1, 2)
    assert split.earlier == {"2": ("found 0",), "3": ("found 1",), "4": ("found 2",)}


def test_joined_groups_go_on_as_the_larger_and_part_again() -> None:
    joined = keep((A + B, C), seen())
    assert joined.colors == (0, 2) and joined.given == {}
    assert [group.given for group in joined.past] == ["My best"]
    assert keep((A, B, C), joined) == seen()


def test_new_group_takes_the_lowest_free_color() -> None:
    without = keep((A, C), seen())
    assert without.colors == (0, 2)
    new = people((2000, 2300))
    more = keep((new, A, C), without)
    assert more.colors == (1, 0, 2)
    # The group that comes back finds its color taken.
    assert keep((new, A, B, C), more).colors == (1, 0, 3, 2)
    assert keep((new, A, B, C), more).given == {"3": "My best"}


def test_next_month_with_new_customers_keeps_everything() -> None:
    new = people((5000, 5390))  # 30 of 100 of those there are then
    month = (C + new[:200], B[30:] + new[200:300], A + B[:30] + new[300:])
    again = keep(month, seen())
    assert again.colors == (2, 1, 0)
    assert again.given == {"2": "My best"}


def test_small_group_of_a_large_shop_is_known_again() -> None:
    large, other, small = people((0, 9000)), people((9000, 12000)), people((12000, 12012))
    before = keep((large, other, small), NOTHING).renamed("3", "Wholesalers")
    again = keep((small, other + large[:300], large[300:]), before)
    assert again.given == {"1": "Wholesalers"} and again.colors == (2, 1, 0)
    # Taken in by many, it is the many that go on.
    taken = keep((large, other + small), before)
    assert taken.given == {} and taken.colors == (0, 1)


def test_large_groups_are_told_by_their_sample_about_as_by_all() -> None:
    large, other = people((0, 9000)), people((9000, 15000))
    before = keep((large, other), NOTHING)
    assert keep((other + large[:1500], large[1500:]), before).colors == (1, 0)
    quarters = [large[i::4] for i in range(4)]
    assert keep((*quarters, other), before).colors == (0, 2, 3, 4, 1)
    assert keep((other, *quarters), before.renamed("1", "Large")).given == {}


def test_other_shop_starts_anew() -> None:
    other = keep((people((10000, 10500)), people((10500, 10900))), seen())
    assert other.colors == (0, 1) and other.given == {} and other.earlier == {}


def test_more_groups_than_colors_repeat_them() -> None:
    many = [people((100 * i, 100 * i + 50)) for i in range(COLORS + 3)]
    first = keep(many, NOTHING)
    assert first.colors == (0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2)
    assert keep(many[::-1], first).colors == first.colors[::-1]
    # One fewer, but still more than there are colors: nobody changes.
    assert keep(many[:7] + many[8:], first).colors == first.colors[:7] + first.colors[8:]


def test_owners_words_are_the_last_to_be_forgotten() -> None:
    remembered = seen()
    for month in range(1, 40):
        remembered = keep((people((10_000 * month, 10_000 * month + 50)),), remembered)
    assert len(remembered.past) == 12
    assert remembered.past[-1].given == "My best"
    assert keep((A, B, C), remembered).given == {"2": "My best"}


def test_names_are_given_and_taken_back() -> None:
    given = seen().renamed("1", "Ours")
    assert given.given == {"1": "Ours", "2": "My best"}
    assert given.renamed("1", " ").given == {"2": "My best"}
    assert given.named([(), ("other",), ()]).earlier == {
        "1": ("found 0",), "2": ("other",), "3": ("found 2",),
    }  # fmt: skip


NOTED = PersonaEdits("Cats first", "They ask for *more*", ("Write",), ("Call",), "crop")


def test_what_the_owner_wrote_follows_the_people() -> None:
    written = seen().edited("1", NOTED)
    assert written.edits == {"1": NOTED}
    assert keep((A, B, C), written) == written
    # Other numbers, a few people more and fewer, a group that falls apart.
    assert keep((C, A[:350] + people((5000, 5040)), B), written).edits == {"2": NOTED}
    assert keep((A[:150], A[150:], B, C), written).edits == {"2": NOTED}
    assert keep((people((10000, 10500)),), written).edits == {}


def test_what_was_written_comes_back_with_the_group() -> None:
    joined = keep((A + B, C), seen().edited("2", NOTED))
    assert joined.edits == {} and [group.edits for group in joined.past] == [NOTED]
    assert keep((A, B, C), joined).edits == {"2": NOTED}


def test_what_was_written_is_among_the_last_to_be_forgotten() -> None:
    remembered = keep((A, B, C), NOTHING).edited("3", NOTED)
    for month in range(1, 40):
        remembered = keep((people((10_000 * month, 10_000 * month + 50)),), remembered)
    assert keep((A, B, C), remembered).edits == {"3": NOTED}


def test_edits_are_replaced_and_taken_back() -> None:
    written = seen().edited("1", NOTED)
    assert written.edited("1", PersonaEdits("Dogs")).edits == {"1": PersonaEdits("Dogs")}
    assert written.edited("1", PersonaEdits()).edits == {}
    assert written.renamed("1", "Ours").edits == {"1": NOTED}
    assert load(Remembered, dump(written) or "") == written


def test_shops_kept_before_there_were_edits_are_read() -> None:
    old = '{"shown": [{"color": 2, "size": 1, "members": ["00ff"], "given": "Ours", "name": []}]}'
    (group,) = load(Remembered, old).shown
    assert (group.given, group.edits) == ("Ours", PersonaEdits())


def test_what_is_kept_is_small_and_holds_no_address() -> None:
    text = dump(seen((people((0, 40_000)), people((40_000, 70_000)), C))) or ""
    assert load(Remembered, text) == seen((people((0, 40_000)), people((40_000, 70_000)), C))
    assert len(text) < 20_000 and "person" not in text and "@" not in text
    assert load(Remembered, "{}") == NOTHING


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=80),
    st.lists(st.integers(0, 9), min_size=1, max_size=80),
)
def test_following_settles_and_colors_differ(before: list[int], after: list[int]) -> None:
    def grouped(labels: list[int]) -> list[list[int]]:
        kinds = sorted(set(labels))
        return [[i for i, label in enumerate(labels) if label == kind] for kind in kinds]

    first = keep(grouped(before), NOTHING)
    second = keep(grouped(after), replace(first, past=first.shown[:1]))
    assert keep(grouped(after), second) == second
    most = -(-len(second.shown) // COLORS)
    assert max(map(second.colors.count, second.colors)) <= most
    assert set(second.colors) <= set(range(COLORS))
