"""The mixture against other implementations, closed forms, and what EM promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from segmentation.blocks import Block, CategoryBlock, TagsBlock, take
from segmentation.segments import densities, gaussian, mixture, tables
from segmentation.segments.gaussian import Gaussian
from segmentation.segments.mixture import LatentClassMixture
from tests.segments.made_blocks import TAGS, made_answers, made_numbers, number_block, shares_near


def without_smoothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "RIDGE", 0.0)
    monkeypatch.setattr(densities, "SMOOTHING", 0.0)
    monkeypatch.setattr(gaussian, "SMOOTHING", 0.0)


def gaussian_of(fitted: LatentClassMixture) -> Gaussian:
    first = fitted.model_.densities[0]
    assert isinstance(first, Gaussian)
    return first


def test_one_number_alone_is_the_gaussian_mixture_of_scikit_learn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_smoothing(monkeypatch)
    random = np.random.default_rng(4)
    labels = random.integers(0, 3, 900)
    values = np.array([-2.0, 0.0, 3.0])[labels] + np.array([0.3, 0.8, 0.5])[labels] * (
        random.normal(size=900)
    )
    blocks = [number_block("n", values)]
    ours = LatentClassMixture(3, tolerance=1e-13, most_steps=5_000)
    ours.fit(blocks, [shares_near(labels, 3)])
    theirs = GaussianMixture(
        3, covariance_type="full", tol=1e-12, max_iter=5_000, reg_covar=0.0,
        means_init=gaussian_of(ours).means + 0.05, random_state=0,
    ).fit(values[:, np.newaxis])  # fmt: skip
    assert ours.log_likelihood_ == pytest.approx(theirs.score(values[:, np.newaxis]) * 900)
    assert gaussian_of(ours).covariances == pytest.approx(theirs.covariances_, abs=1e-4)
    chances = theirs.predict_proba(values[:, np.newaxis])
    assert ours.predict_proba(blocks) == pytest.approx(chances, abs=1e-4)
    assert ours.parameters_ == 2 + 3 + 3


def test_several_numbers_have_the_density_of_scipy_and_correlations_in_common() -> None:
    blocks, matrix, labels = made_numbers(500)
    fitted = LatentClassMixture(3).fit(blocks, [shares_near(labels, 3)])
    found = gaussian_of(fitted)
    spreads = np.sqrt(np.einsum("kii->ki", found.covariances))
    correlations = found.covariances / (spreads[:, :, np.newaxis] * spreads[:, np.newaxis])
    assert correlations == pytest.approx(np.broadcast_to(correlations[0], (3, 3, 3)))
    assert np.ptp(spreads, axis=0).max() > 0.01
    densities_of = np.column_stack([
        share * multivariate_normal(mean, covariance).pdf(matrix)
        * np.exp(-tables.RIDGE * np.trace(np.linalg.inv(covariance)) / 2)
        for share, mean, covariance in zip(
            fitted.model_.shares, found.means, found.covariances, strict=True
        )
    ])  # fmt: skip
    assert fitted.log_likelihood_ == pytest.approx(np.log(densities_of.sum(axis=1)).sum())
    chances = densities_of / densities_of.sum(axis=1, keepdims=True)
    assert fitted.predict_proba(blocks) == pytest.approx(chances)
    assert fitted.parameters_ == 2 + 9 + 9 + 3


def test_other_spreads_and_correlations_fit_worse() -> None:
    """What the fit ends at is a top, whichever of its numbers is changed."""
    blocks, _, labels = made_numbers(300)
    fitted = LatentClassMixture(2, tolerance=1e-12, most_steps=5_000)
    fitted.fit(blocks, [shares_near(np.minimum(labels, 1), 2)])
    found = gaussian_of(fitted)
    rows = tables.make_rows(blocks)

    def objective(factors: npt.NDArray[np.float64], tilt: npt.NDArray[np.float64]) -> float:
        covariances = found.covariances + tilt * np.sqrt(
            np.einsum("kii,kjj->kij", found.covariances, found.covariances)
        )
        covariances = covariances * factors[:, :, np.newaxis] * factors[:, np.newaxis]
        model = mixture.Model(fitted.model_.shares, (Gaussian(found.means, covariances),))
        return float(mixture._expect(model, rows)[0].sum()) + mixture._log_prior(model, rows.tables)

    top = objective(np.ones((2, 3)), np.zeros((3, 3)))
    assert top == pytest.approx(fitted.objective_)
    for change in (-0.01, 0.01):
        for place in range(6):
            factors = np.ones((2, 3))
            factors.flat[place] += change
            assert objective(factors, np.zeros((3, 3))) < top
        for i, j in ((0, 1), (0, 2), (1, 2)):
            tilt = np.zeros((3, 3))
            tilt[i, j] = tilt[j, i] = change
            assert objective(np.ones((2, 3)), tilt) < top


def test_categories_alone_are_the_latent_classes_of_stepmix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """StepMix 3.0.0, measurement="categorical", n_init=20, gave these numbers for these rows."""
    monkeypatch.setattr(densities, "SMOOTHING", 1e-9)
    random = np.random.default_rng(3)
    classes = random.integers(0, 3, 600)
    chances = np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]])
    blocks = []
    for item in range(5):
        heights = np.cumsum(np.roll(chances, item, axis=1), axis=1)[classes, :-1]
        codes = (random.random((600, 1)) > heights).sum(axis=1)
        blocks.append(CategoryBlock(f"item {item}", 1.0, codes, ("a", "b", "c")))
    assert [int(block.codes[0]) for block in blocks] == [2, 2, 1, 2, 0]
    fitted = LatentClassMixture(3, tolerance=1e-13, most_steps=5_000)
    fitted.fit(blocks, [shares_near(classes, 3)])
    assert fitted.log_likelihood_ == pytest.approx(-2516.14438391236, abs=1e-6)
    assert sorted(fitted.model_.shares) == pytest.approx([0.314910, 0.340116, 0.344974], abs=1e-5)
    assert sorted(np.bincount(fitted.predict(blocks))) == [191, 202, 207]


def test_one_group_has_closed_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    without_smoothing(monkeypatch)
    numbers, matrix, labels = made_numbers(300)
    category, _ = made_answers(labels)
    assert isinstance(category, CategoryBlock)
    fitted = LatentClassMixture(1).fit([*numbers, category], [np.ones((300, 1))])
    covariance = np.cov(matrix, rowvar=False, bias=True)
    gaussian = -150 * (3 * np.log(2 * np.pi) + np.linalg.slogdet(covariance)[1] + 3)
    counts = np.bincount(category.codes)
    answers = counts @ np.log(counts / 300)
    assert fitted.log_likelihood_ == pytest.approx(gaussian + answers)
    assert fitted.entropy_ == 0
    assert fitted.parameters_ == 3 + 6 + 2
    shares = np.sort(counts / 300)[:2]
    penalty = (3 + 6) * np.log(300) / 2 + np.sum(np.log(300 * shares * (1 - shares))) / 2
    assert fitted.icl_ == pytest.approx(gaussian + answers - penalty)


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), missing=st.sampled_from([0.0, 0.2]),
       weight=st.sampled_from([0.5, 1.0, 3.0]))  # fmt: skip
def test_no_step_lowers_what_is_raised(seed: int, missing: float, weight: float) -> None:
    numbers, _, labels = made_numbers(150, seed, missing)
    blocks: list[Block] = [*numbers, *made_answers(labels, seed, missing)]
    blocks[0] = replace(blocks[0], weight=weight)
    start = shares_near(labels, 3, seed)
    reached = [
        LatentClassMixture(3, tolerance=-np.inf, most_steps=steps).fit(blocks, [start]).objective_
        for steps in range(12)
    ]
    assert np.all(np.diff(reached) > -1e-7)


def test_planted_groups_are_found_in_numbers_categories_and_tags() -> None:
    numbers, _, labels = made_numbers(900, missing=0.15)
    blocks = [*numbers, *made_answers(labels, missing=0.15)]
    fitted = LatentClassMixture(3).fit(blocks, [shares_near(labels, 3)])
    assert fitted.converged_
    assert adjusted_rand_score(labels, fitted.predict(blocks)) > 0.85
    assert fitted.responsibilities_ == pytest.approx(fitted.predict_proba(blocks), abs=1e-9)


def test_tags_that_are_only_written_down_when_there_are_any_keep_their_chances() -> None:
    """Rows without a tag are missing; the chances found are still those they were drawn with."""
    labels = np.zeros(20_000, dtype=np.int64)
    _, tags = made_answers(labels)
    assert isinstance(tags, TagsBlock)
    fitted = LatentClassMixture(1).fit([tags], [np.ones((20_000, 1))])
    density = fitted.model_.densities[0]
    assert isinstance(density, densities.Bernoulli) and density.truncated
    assert density.chances[0] == pytest.approx(TAGS[0], abs=0.015)


def test_a_row_without_values_says_nothing() -> None:
    numbers, _, labels = made_numbers(300)
    fitted = LatentClassMixture(3).fit(numbers, [shares_near(labels, 3)])
    nothing = [number_block(block.key, np.full(2, np.nan)) for block in numbers]
    assert fitted.predict_proba(nothing) == pytest.approx(np.tile(fitted.model_.shares, (2, 1)))


def test_only_ratios_of_weights_matter() -> None:
    numbers, _, labels = made_numbers(200)
    blocks = [*numbers, *made_answers(labels)]
    doubled = [replace(block, weight=2.0) for block in blocks]
    one = LatentClassMixture(3).fit(blocks, [shares_near(labels, 3)])
    other = LatentClassMixture(3).fit(doubled, [shares_near(labels, 3)])
    assert one.log_likelihood_ == pytest.approx(other.log_likelihood_)


def test_of_several_starts_the_best_is_taken() -> None:
    numbers, _, labels = made_numbers(400)
    blind = np.full((400, 3), 1 / 3)  # a saddle that EM never leaves
    fitted = LatentClassMixture(3).fit(numbers, [blind, shares_near(labels, 3), blind])
    assert adjusted_rand_score(labels, fitted.predict(numbers)) > 0.6


def test_everybody_is_scored_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, _, labels = made_numbers(300)
    fitted = LatentClassMixture(3).fit(numbers, [shares_near(labels, 3)])
    whole = fitted.predict_proba(numbers)
    monkeypatch.setattr("segmentation.segments.mixture.CHUNK", 70)
    assert fitted.predict_proba(numbers) == pytest.approx(whole)
    assert len(fitted.predict(take(numbers, slice(0, 5)))) == 5


def test_the_same_value_for_a_whole_group_divides_by_no_zero() -> None:
    values = np.repeat([-1.0, 1.0], 50)
    blocks = [number_block("coin", values, 4 / 12)]
    fitted = LatentClassMixture(2).fit(blocks, [np.eye(2)[np.repeat([0, 1], 50)]])
    assert np.isfinite(fitted.log_likelihood_)
    # A density cannot be finer than the scale: two marks tell no more than a category of two.
    assert fitted.icl_ < LatentClassMixture(1).fit(blocks, [np.ones((100, 1))]).icl_ + 0.3 * 100
