"""The measured process of the notebook people write today: pandas, k-means, to_excel.

Written as tutorials on customer segmentation write it, and kindly: vectorised sums instead of
lambdas, silhouettes on a sample (all points would take memory and time without bound).
"""

from __future__ import annotations

import sys

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

from tests.benchmark.measuring import StageClock, Totals

MOST_GROUPS = 8
SILHOUETTE_SAMPLE = 5_000
SHEET_ROWS = 1_048_575


def run(orders: str, workbook: str) -> str:
    """Segment the file ``orders`` into ``workbook``; the stage report."""
    clock = StageClock()
    clock.lap("start and imports")

    lines = pd.read_csv(orders)
    clock.lap("read_csv")

    lines["Order date"] = pd.to_datetime(lines["Order date"])
    lines["amount"] = lines["Quantity"] * lines["Unit price"]
    lines = lines[lines["Order status"] != "Cancelled"]
    clock.lap("to_datetime and amounts")

    end = lines["Order date"].max()
    customers = lines.groupby("Customer ID").agg(
        email=("Email", "first"),
        city=("City", "first"),
        country=("Country", "first"),
        first_order=("Order date", "min"),
        last_order=("Order date", "max"),
        frequency=("Order ID", "nunique"),
        monetary=("amount", "sum"),
    )
    customers["recency"] = (end - customers["last_order"]).dt.days
    clock.lap("groupby")

    scaled = StandardScaler().fit_transform(customers[["recency", "frequency", "monetary"]])
    scores = {}
    for groups in range(2, MOST_GROUPS + 1):
        model = KMeans(groups, n_init=10, random_state=0).fit(scaled)
        scores[groups] = silhouette_score(
            scaled, model.labels_, sample_size=min(SILHOUETTE_SAMPLE, len(scaled)), random_state=0
        )
    best = max(scores, key=scores.__getitem__)
    customers["cluster"] = KMeans(best, n_init=10, random_state=0).fit_predict(scaled)
    clock.lap("elbow and silhouette")

    summary = customers.groupby("cluster")[["recency", "frequency", "monetary"]].mean()
    with pd.ExcelWriter(workbook, engine="openpyxl") as writer:
        summary.to_excel(writer, sheet_name="summary")
        for cluster, members in customers.groupby("cluster"):
            members.head(SHEET_ROWS).to_excel(writer, sheet_name=f"cluster {cluster}")
    clock.lap("to_excel")

    revenue = f"{lines['amount'].sum():.2f}"
    return clock.report(Totals(lines["Order ID"].nunique(), len(customers), revenue))


if __name__ == "__main__":
    print(run(*sys.argv[1:]))
