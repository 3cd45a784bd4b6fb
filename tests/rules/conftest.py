"""A small shop known by heart, and what rules are asked of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from segmentation.counting import count_shop
from segmentation.customers import customer_table
from segmentation.rules.evaluation import RuleBase
from segmentation.rules.purchases import gather_purchases, purchase_subjects
from segmentation.rules.subjects import Membership, list_subjects
from segmentation.shop import Shop
from segmentation.variables import list_variables
from tests.small_shops import fill, table

LINES = table(
    "Order ID,Order date,Email,Product,Category,Quantity,Unit price,Order status",
    "1,2026-01-10,ada@x.pl,Green tea,Tea,1,20,Completed",
    "1,2026-01-10,ada@x.pl,Cup,Dishes,2,15,Completed",
    "2,2026-03-01,ada@x.pl,Green tea,Tea,1,20,Completed",
    "3,2026-06-01,ada@x.pl,Black Tea,tea,1,25,Completed",
    "4,2026-02-01,ben@x.pl,Cup,Dishes,1,15,Completed",
    "5,2026-06-20,ben@x.pl,Cup,Dishes,1,15,Cancelled",
    "6,2026-05-01,cem@x.pl,Coffee,Coffee,1,40,Completed",
    "6,2026-05-01,cem@x.pl,Green tea,Tea,-1,20,Completed",
    "7,2026-06-30,dan@x.pl,Spoon,,1,10,Completed",
)
PEOPLE = table(
    "Email,City,Interests,E-mail consent,Birth year",
    "ada@x.pl,Kraków,cats; dogs,yes,1990",
    "ben@x.pl,Gdańsk,cats,no,",
    "cem@x.pl,,,,1960",
    "dan@x.pl,Kraków,birds,yes,2001",
)


@pytest.fixture(scope="package")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    opened = Shop(Path(tmp_path_factory.mktemp("rules")) / "shop")
    yield fill(opened, LINES, PEOPLE)
    opened.close()


@pytest.fixture(scope="package")
def base(shop: Shop) -> RuleBase:
    customers = customer_table(shop)
    groups = Membership("group", "Group", ["1", "2", None, "1"], {"1": "Cat people", "2": "Rest"})
    subjects = list_subjects(
        customers, list_variables(customers), purchase_subjects(shop), [groups]
    )
    purchases = gather_purchases(shop, customers)
    return RuleBase(customers, subjects, count_shop(shop).last_order, (groups,), purchases)
