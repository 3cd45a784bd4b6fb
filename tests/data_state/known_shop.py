"""A shop with one of everything that deserves a look, counted by hand."""

from __future__ import annotations

from segmentation.shop import Shop
from tests.small_shops import fill, stage, table

PEOPLE = table(
    "No,E-mail,Phone,First name,Last name,City,Date of birth,NIP,Company,Role,"
    "Customer since,Last active,First order,Last order",
    "1,ann@my-shop.pl,600700801,Ann,Adams,Gdynia,1980-05-01,,,employee,2024-01-01,,,",
    "2,bob@my-shop.pl,600700802,Bob,Brown,Gdynia,1981-05-01,,,Administrator,2024-01-01,,,",
    "3,cat@my-shop.pl,600700803,Cat,Clark,Gdynia,1982-05-01,,,customer,2024-01-01,,,",
    "4,dan@gmail.com,60070,Dan,Doe,Gdynia,1899-01-01,,,customer,2024-01-01,,,",
    "5,eve@gmial.com,600700805,Eve,Evans,Sopot,2024-05-01,,,customer,2024-01-01,,,",
    "6,fay.gmail.com,600700806,Fay,Fox,Sopot,1983-05-01,,,customer,2024-01-01,,,",
    "7,gus@acme.pl,600700807,Gus,Gray,Sopot,1984-05-01,123-456-32-18,,customer,2024-01-01,,,",
    "8,hal@gmail.com,600700808,Test,Testowy,Sopot,1985-05-01,,,customer,2024-01-01,,,",
    "9,ivy@gmail.com,600700809,Ivy,Ivory,Sopot,1986-05-01,,,customer,2024-01-01,,,",
    "9,ivy@gmail.com,600700809,Ivy,Ivory,Sopot,1986-05-01,,,customer,2024-01-01,,,",
    "10,jan@gmail.com,600700810,Jan,Jones,Sopot,1987-05-01,,,customer,2024-01-01,,,",
    "10,jan@gmail.com,600700810,Jan,Jones,Gdynia,1987-05-01,,,customer,2024-01-01,,,",
    "11,kim@gmail.com,600700811,Kim,King,Sopot,1988-05-01,,,customer,2025-06-01,,,",
    "12,leo@gmail.com,600700812,Leo,Lee,Sopot,1989-05-01,,,customer,2019-01-01,2023-11-30,"
    "2021-01-01,2020-01-01",
    "13,brak@brak.pl,600700813,Mia,Moss,Sopot,1990-05-01,,,customer,2024-01-01,,,",
    "14,ned@gmail.com,600700814,Kwiaty Sp. z o.o.,,Sopot,,,,customer,2019-01-01,2024-01-01,,",
    "15,oda@gmail.com,600700815,Oda,Olsen,Sopot,1991-05-01,,Olsen GmbH,customer,2024-01-01,,,",
)
PEOPLE_COLUMNS = {
    "No": "customer_id",
    "Company": "company",
    "Role": "role",
    "Last active": "last_active",
}
ORDERS = table(
    "Order number,Order date,E-mail,Total,Status,Currency,Product,Quantity,Unit price,Remark",
    # Ten plain orders of 100 each, to the end of 2025.
    *(f"{n},2025-12-{n + 11},dan@gmail.com,100.00,completed,PLN,Bone,1,100.00,hm" for n in
      range(11, 21)),
    "30,2024-02-01,kim@gmail.com,100.00,completed,PLN,Bone,1,100.00,",
    "31,2095-01-01,ann@my-shop.pl,100.00,completed,PLN,Bone,1,100.00,",
    "32,1985-01-01,bob@my-shop.pl,100.00,completed,PLN,Bone,1,100.00,",
    "33,2025-11-01,gus@acme.pl,5000.00,completed,PLN,Bone,5000,1.00,",
    "34,2025-11-02,,100.00,completed,PLN,Bone,1,100.00,",
    "35,2025-11-03,x@members.ebay.com,100.00,completed,PLN,Bone,1,100.00,",
    "36,2025-11-04,eve@gmial.com,100.00,frobnicated,PLN,Bone,1,100.00,",
    "37,2025-11-05,eve@gmial.com,-10.00,completed,PLN,Bone,1,-10.00,",
    "38,2025-11-06,eve@gmial.com,-10.00,refunded,PLN,Bone,1,-10.00,",
    "39,2025-11-07,eve@gmial.com,0.00,frobnicated,PLN,Bone,1,0.00,",
    "40,,eve@gmial.com,10.00,completed,PLN,Bone,1,10.00,",
    "41,2025-11-08,eve@gmial.com,?,completed,PLN,Bone,1,10.00,",
    "Razem,,,6680.00,,,,,,",
)  # fmt: skip
# Each finding's count, and what it is counted among.
FOUND = {
    "far_ahead": (1, 20),
    "before_1995": (1, 20),
    "half_of_revenue": (1, 17),
    "without_customer": (2, 17),
    "unknown_status": (1, 17),
    "below_zero": (1, 20),
    "zero_total": (1, 20),
    "huge_quantity": (1, 20),
    "impossible_age": (2, 14),
    "last_before_first": (1, 15),
    "registered_late": (1, 7),
    "invalid_email": (1, 16),
    "mistyped_email": (1, 16),
    "placeholder_email": (1, 16),
    "relay_email": (1, 16),
    "impossible_phone": (1, 15),
    "contradicting": (1, 15),
    "listed_twice": (1, 15),
    "test_account": (1, 15),
    "staff": (3, 15),
    "business": (3, 15),
    "refused": (2, 40),
    "frame_rows": (1, 40),
    "unused_columns": (1, 24),
}


def known_shop(shop: Shop) -> Shop:
    """The shop known by heart, in use."""
    stage(shop, PEOPLE, PEOPLE_COLUMNS)
    return fill(shop, ORDERS)
