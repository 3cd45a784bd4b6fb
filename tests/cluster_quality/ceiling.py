"""How well the personas can be told apart at all: by somebody who was shown which is which."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from tests.cluster_quality.methods import one_hot
from tests.cluster_quality.shops import MadeShop

_FOLDS = 5


def supervised_ceiling(shop: MadeShop) -> float:
    """Adjusted Rand index of the better of two classifiers, cross-validated."""
    matrix = one_hot(shop)
    long = (
        matrix.max(axis=0) > 20
    )  # amounts, counts and days: their size counts, not the difference
    matrix[:, long] = np.log1p(np.maximum(matrix[:, long], 0))
    matrix = StandardScaler().fit_transform(matrix)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    classifiers = (
        RandomForestClassifier(200, min_samples_leaf=2, random_state=0),
        LogisticRegression(C=0.3, max_iter=2_000),
    )
    return max(
        float(adjusted_rand_score(shop.truth, cross_val_predict(c, matrix, shop.truth, cv=folds)))
        for c in classifiers
    )
