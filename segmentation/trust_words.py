"""How far groups can be trusted, in words: the verdict, each group, each customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segmentation.language import Language, mark
from segmentation.segments.assignment import Assignment
from segmentation.segments.clusters import SMALL_SHOP
from segmentation.segments.stability import Trust

WITHOUT_DOUBT = 0.8
"""From this certainty on a customer is said to fit its group without doubt, below it to lie
between two: each customer is counted once."""
LITTLE_KNOWN = 60
"""In shops of fewer customers a handful more can change the groups."""
STEADY, SHAKY = 0.75, 0.5
"""Shares of re-runs in which a group came back: from the first on nothing is added to the number,
below the second the owner is warned."""
_NOT_QUITE_ALL = 0.99

TITLES: dict[str | None, str] = {
    "clear": mark("Clear groups"),
    "weak": mark("Weak groups"),
    "none": mark("No clear groups"),
    None: mark("Not judged"),
}
_SPLITS: dict[tuple[str, ...], str] = {
    ("total_spend", "recency_days"): mark(
        "Here is a useful split by how much and how recently they bought anyway."
    ),
    ("total_spend",): mark("Here is a useful split by how much they bought anyway."),
    ("recency_days",): mark("Here is a useful split by how recently they bought anyway."),
    ("frequency",): mark("Here is a useful split by how often they bought anyway."),
}
_ALIKE = mark("Here those who are alike stand together anyway.")


@dataclass(frozen=True)
class Verdict:
    """What is said above the groups: a title, what it rests on, and what to do next."""

    title: str
    basis: str
    advice: str

    def __str__(self) -> str:
        """All of it in one line."""
        return " ".join(filter(None, (f"{self.title}.", self.basis, self.advice)))


def verdict_words(
    assignment: Assignment, asked: int | None, suits: int | None, language: Language
) -> Verdict:
    """Whether there are groups. ``asked`` is the number the owner wants, ``suits`` the one found.

    Both are None where there is none.
    """
    tr = language.tr
    customers = len(assignment.labels)
    advice = ""
    match assignment.verdict:
        case "clear":
            basis = _rather(asked, suits, language) + _fitting(assignment, language)
        case "weak":
            basis = _rather(asked, suits, language) + _shading(assignment, language)
            advice = tr(
                "Take them as a rough guide: what is said of a group holds for most in it, not "
                "for everyone."
            )
        case "none":
            basis, advice = _nothing_found(assignment, asked, language)
        case _:
            basis = tr(
                "This way of grouping always makes groups and cannot say how clear they are."
            )
            advice = tr("Choose the recommended way under “Advanced” to find out.")
    if SMALL_SHOP <= customers < LITTLE_KNOWN:
        few = language.plural(
            "Little is known with {n} customer: a handful more can change the groups.",
            "Little is known with {n} customers: a handful more can change the groups.",
            customers,
        )
        advice = f"{advice} {few}".strip()
    return Verdict(tr(TITLES[assignment.verdict]), basis, advice)


def _fitting(assignment: Assignment, language: Language) -> str:
    sure = _sure(assignment)
    return language.plural(
        "{n} customer, {share} of all, fits their group without doubt.",
        "{n} customers, {share} of all, fit their group without doubt.",
        int(sure.sum()),
        share=_part(float(sure.mean()), language),
    )


def _shading(assignment: Assignment, language: Language) -> str:
    between = between_groups(assignment)
    if not between.any():
        return language.tr("Where one group ends and the next begins is not sure.")
    return language.plural(
        "{n} customer, {share} of all, lies between two groups.",
        "{n} customers, {share} of all, lie between two groups.",
        int(between.sum()),
        share=language.share(float(between.mean())),
    )


def _rather(asked: int | None, suits: int | None, language: Language) -> str:
    """That another number suits better, before what else is said; empty where none does."""
    if not asked or not suits or suits < 2 or suits == asked:
        return ""
    rather = language.plural(
        "{n} group suits your data better than {asked}.",
        "{n} groups suit your data better than {asked}.",
        suits,
        asked=language.number(asked),
    )
    return f"{rather} "


def _nothing_found(
    assignment: Assignment, asked: int | None, language: Language
) -> tuple[str, str]:
    tr, customers = language.tr, len(assignment.labels)
    if customers < SMALL_SHOP:
        found = language.plural(
            "With {n} customer it is too early to look for groups.",
            "With {n} customers it is too early to look for groups.",
            customers,
        )
        advice = language.plural(
            "From {n} customer on we look for groups.",
            "From {n} customers on we look for groups.",
            SMALL_SHOP,
        )
    else:
        found = tr("Your customers differ by degrees, they are not of different kinds.")
        advice = tr("Try other things to group by, or add a list that says more of your customers.")
    if assignment.plain:
        shown = tr(_SPLITS.get(assignment.variables, _ALIKE))
    elif asked:
        shown = language.plural(
            "Here is {n} group as you asked; where it ends is a choice, not a finding.",
            "Here are {n} groups as you asked; where one ends is a choice, not a finding.",
            assignment.groups,
        )
    else:
        shown = tr(_ALIKE)
    return f"{found} {shown}", advice


def between_groups(assignment: Assignment) -> npt.NDArray[np.bool_]:
    """Which customers lie between two groups, (n,); nobody where the method cannot tell."""
    if assignment.certainty is None or assignment.runner_up is None:
        return np.zeros(len(assignment.labels), dtype=bool)
    return np.asarray(assignment.certainty < WITHOUT_DOUBT)


def certainty_words(certainty: float, name: str, next_name: str, language: Language) -> str:
    """How sure it is that a customer belongs to the group ``name``; ``next_name`` is the next."""
    sure = language.share(min(certainty, _NOT_QUITE_ALL))
    if certainty < WITHOUT_DOUBT:
        return language.tr(
            "Between “{name}” and “{next_name}”: {sure} sure it is the first.",
            name=name,
            next_name=next_name,
            sure=sure,
        )
    return language.tr("{sure} sure", sure=sure)


def sureness_line(assignment: Assignment, label: int, language: Language) -> str:
    """For how many of a group there is no doubt; empty where the method cannot tell, or where
    there is no other group to doubt for."""
    if assignment.certainty is None or assignment.groups < 2:
        return ""
    share = float(_sure(assignment)[assignment.labels == label].mean())
    return language.tr(
        "How sure: {share} of them fit this group clearly better than any other",
        share=_part(share, language),
    )


def trust_sentence(trust: Trust, language: Language) -> str:
    """How often a group came back when grouping was done anew, and what to make of it."""
    told = language.plural(
        "Came back in {came_back} of {n} re-run.",
        "Came back in {came_back} of {n} re-runs.",
        trust.runs,
        came_back=language.number(trust.came_back),
    )
    share = _came_back(trust)
    if share >= STEADY:
        return told
    if share >= SHAKY:
        return f"{told} {language.tr('It is not quite steady.')}"
    return f"{told} {language.tr('Do not build on it.')}"


def shaky_sentence(trusts: Sequence[Trust | None], language: Language) -> str:
    """How many groups came back in fewer than half of the re-runs; empty where all did."""
    shaky = [trust for trust in trusts if trust and _came_back(trust) < SHAKY]
    if not shaky:
        return ""
    return language.plural(
        "{n} group did not come back when customers were drawn anew. Fewer groups may serve you "
        "better.",
        "{n} groups did not come back when customers were drawn anew. Fewer groups may serve you "
        "better.",
        len(shaky),
    )


def _came_back(trust: Trust) -> float:
    return trust.came_back / trust.runs if trust.runs else 0.0


def number_words(suits: int | None, language: Language) -> str:
    """How many groups suit the data; empty where that is not known."""
    if suits is None:
        return ""
    if suits < 2:
        return language.tr("No number of groups stands out in your data.")
    return language.plural("{n} group suits your data.", "{n} groups suit your data.", suits)


def _sure(assignment: Assignment) -> npt.NDArray[np.bool_]:
    if assignment.certainty is None:
        return np.zeros(len(assignment.labels), dtype=bool)
    return np.asarray(assignment.certainty >= WITHOUT_DOUBT)


def _part(share: float, language: Language) -> str:
    """A share that is not all never reads as 100%."""
    return language.share(share if share == 1 else min(share, _NOT_QUITE_ALL))
