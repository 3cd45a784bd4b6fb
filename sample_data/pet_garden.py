"""The Polish pet and garden shop: order lines and a customer list, cp1250 with semicolons."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_data.model import (
    Customer,
    Document,
    Flaw,
    Line,
    Outcome,
    Product,
    SampleFile,
    ShopRecord,
)
from sample_data.names import POLISH
from sample_data.people import Crowd
from sample_data.pet_garden_habits import INTEREST_OF, PRODUCTS, TYPES, WALK_IN
from sample_data.trade import Outcomes, Till, numbered
from sample_data.writing import (
    careless_email,
    careless_town,
    comma_money,
    csv_bytes,
    dotted_date,
    dotted_time,
)

_SEED = 20261015
_FIRST_DAY, _LAST_DAY = date(2025, 6, 2), date(2026, 10, 15)
_PHONE_GUESTS, _NEVER_BOUGHT, _DUPLICATES, _RETURNS_ONLY = 14, 36, 9, 3
_OUTCOMES = Outcomes(cancelled=0.028, unpaid=0.012, refunded=0.006, failed=0.006, returned=0.03)

_STATUSES = {
    Outcome.COMPLETED: "Zrealizowane",
    Outcome.UNPAID: "Nieopłacone",
    Outcome.CANCELLED: "Anulowane",
    Outcome.REFUNDED: "Zwrócone",
    Outcome.FAILED: "Płatność nieudana",
    Outcome.RETURN: "Zwrot",
    Outcome.ZERO: "",
}
_VOUCHER = Product("Bon podarunkowy -20 zł", "Bony", -2000)
_SAMPLE = Product("Próbka karmy (gratis)", "Próbki", 0)

_ORDER_HEADER = (
    "Numer zamówienia",
    "Data zamówienia",
    "E-mail klienta",
    "Telefon",
    "Status",
    "Produkt",
    "Kategoria",
    "Ilość",
    "Cena jednostkowa",
    "Rabat",
    "Wartość pozycji",
    "Waluta",
    "Forma płatności",
    "Źródło",
    "Miejscowość",
)
_CUSTOMER_HEADER = (
    "Numer klienta",
    "Imię",
    "Nazwisko",
    "E-mail",
    "Telefon",
    "Data urodzenia",
    "Płeć",
    "Miejscowość",
    "Karta",
    "Poziom",
    "Punkty",
    "Zainteresowania",
    "Zgoda e-mail",
    "Zgoda SMS",
    "Data rejestracji",
)


def make() -> ShopRecord:
    """The shop with its files, always the same."""
    rng = Random(_SEED)
    crowd = Crowd(rng, POLISH, INTEREST_OF, _FIRST_DAY, _LAST_DAY)
    till = Till(rng, PRODUCTS, _OUTCOMES, _FIRST_DAY, _LAST_DAY)
    buyers = [crowd.member(kind) for kind in TYPES for _ in range(kind.people)]
    idle = [crowd.member(replace(rng.choice(TYPES), registered=1)) for _ in range(_NEVER_BOUGHT)]
    documents = [
        order for buyer in buyers if buyer.kind for order in till.orders_of(buyer, buyer.kind)
    ]
    documents = [_with_keys(rng, document) for document in documents]
    for guest in [crowd.phone_guest(WALK_IN) for _ in range(_PHONE_GUESTS)]:
        once = replace(WALK_IN, orders=1.0)
        documents += [replace(order, shows_email=False) for order in till.orders_of(guest, once)]
    documents += till.walk_ins(WALK_IN)
    documents += _returns_of_older_orders(rng, till, idle[:_RETURNS_ONLY])
    documents = _with_oddities(rng, till, documents)
    final = numbered(
        documents,
        ((Outcome.RETURN, "ZW/{year}/"), (Outcome.ZERO, "WP/{year}/")),
        "ZAM/{year}/",
        "00001",
    )
    listed = [person for person in buyers if person.registered] + idle
    listed.sort(key=lambda person: (person.registered or _FIRST_DAY, person.number))
    return ShopRecord(
        key="pet_garden",
        currency="PLN",
        documents=final,
        listed=tuple(listed),
        files=(_orders_file(rng, final), _customers_file(rng, final, listed)),
    )


def _with_keys(rng: Random, document: Document) -> Document:
    """Hides some keys: the phone often, the e-mail where a card holder gave a phone at the till."""
    customer = document.customer
    is_known_by_phone = customer is not None and customer.phone and customer.registered
    if is_known_by_phone and document.channel == "Sklep stacjonarny" and rng.random() < 0.1:
        return replace(document, shows_email=False)
    return replace(document, shows_phone=rng.random() < 0.7)


def _returns_of_older_orders(rng: Random, till: Till, people: list[Customer]) -> list[Document]:
    """Returns by people whose orders are older than the file."""
    documents: list[Document] = []
    for person in people:
        kind = replace(person.kind or WALK_IN, discount=0.0)
        day = _FIRST_DAY + timedelta(days=rng.randrange(3, 12))
        order = till.order(person, kind, day, person.favourite, 1.0)
        documents += till.return_of(order)
    return documents


def _with_oddities(rng: Random, till: Till, documents: list[Document]) -> list[Document]:
    """Vouchers as negative lines, 100% discounts, free samples, rows that can't be read."""
    usual = [
        index
        for index, document in enumerate(documents)
        if document.outcome is Outcome.COMPLETED and document.customer and document.total > 9000
    ]
    rng.shuffle(usual)
    for index in usual[:18]:
        old = documents[index]
        documents[index] = replace(old, lines=(*old.lines, Line(_VOUCHER, 1)))
    for index in usual[18:21]:
        old = documents[index]
        free = tuple(
            replace(line, discount=line.quantity * line.product.price) for line in old.lines
        )
        documents[index] = replace(old, lines=free, discount_percent=100)
    regulars = [documents[index] for index in usual[21:24]]
    for flaw, old in zip(Flaw, regulars, strict=True):
        documents.append(
            replace(old, placed=old.placed + timedelta(hours=1), lines=old.lines[:1], flaw=flaw)
        )
    for _ in range(12):
        day = _FIRST_DAY + timedelta(days=rng.randrange(20, 480))
        giveaway = till.order(None, WALK_IN, day, "Koty", 1.0)
        samples = (Line(_SAMPLE, rng.randint(5, 30)),)
        documents.append(replace(giveaway, lines=samples, outcome=Outcome.ZERO))
    return documents


def _orders_file(rng: Random, documents: tuple[Document, ...]) -> SampleFile:
    rows: list[tuple[str, ...]] = []
    column_sum = 0
    for document in documents:
        customer = document.customer
        email = customer.email if customer and document.shows_email else ""
        if email and rng.random() < 0.03:
            email = careless_email(rng, email)
        town = customer.town.name if customer and document.shows_email else ""
        phone = _phone(rng, customer.phone) if customer and document.shows_phone else ""
        moment = dotted_time(document.placed)
        if document.flaw is Flaw.NO_DATE:
            moment = "brak"
        elif document.flaw is Flaw.WRONG_DATE:
            moment = "32.13.2026 10:15"
        for line in document.lines:
            price, amount = comma_money(line.product.price), comma_money(line.amount)
            if document.flaw is Flaw.NO_AMOUNT:
                price = amount = "???"
            else:
                column_sum += line.amount
            rows.append(
                (
                    document.number,
                    moment,
                    email,
                    phone,
                    _STATUSES[document.outcome],
                    line.product.name,
                    line.product.category,
                    str(line.quantity),
                    price,
                    comma_money(line.discount),
                    amount,
                    "PLN",
                    document.payment,
                    document.channel,
                    town,
                )
            )
    total = ("Razem", *[""] * 9, comma_money(column_sum), *[""] * 4)
    flawed = sum(len(document.lines) for document in documents if document.flaw)
    content = csv_bytes([_ORDER_HEADER, *rows, (), total], ";", "cp1250")
    return SampleFile("zamowienia.csv", content, rows=len(rows) + 1, refused=flawed + 1)


def _customers_file(
    rng: Random, documents: tuple[Document, ...], listed: list[Customer]
) -> SampleFile:
    spent: dict[Customer, int] = {}
    for document in documents:
        if document.customer and document.outcome is Outcome.COMPLETED:
            spent[document.customer] = spent.get(document.customer, 0) + document.total
    rows = [_customer_row(rng, person, spent.get(person, 0)) for person in listed]
    repeated = [rng.randrange(len(rows)) for _ in range(_DUPLICATES)]
    for extra, index in enumerate(sorted(set(repeated))):
        row = rows[index]
        rows.append(
            (
                f"K{9001 + extra}",
                *row[1:3],
                careless_email(rng, row[3]),
                row[4],
                "",
                row[6],
                "",
                "",
                "",
                "",
                *row[11:14],
                dotted_date(_LAST_DAY - timedelta(days=40 - extra)),
            )
        )
    content = csv_bytes([_CUSTOMER_HEADER, *rows], ";", "cp1250")
    return SampleFile("klienci.csv", content, rows=len(rows))


def _customer_row(rng: Random, person: Customer, spent: int) -> tuple[str, ...]:
    level = "Złoty" if spent > 120000 else "Srebrny" if spent > 50000 else "Brązowy"
    town = person.town.name if rng.random() < 0.94 else ""
    if town and rng.random() < 0.1:
        town = careless_town(rng, town, dict(POLISH.spellings).get(town, ()))
    return (
        f"K{1000 + person.number}",
        person.first_name,
        person.last_name,
        person.email,
        _phone(rng, person.phone),
        dotted_date(person.birth) if rng.random() < 0.92 else "",
        ("K" if person.woman else "M") if rng.random() < 0.96 else "",
        town,
        f"29{person.number:06d}" if person.card else "",
        level if person.card else "",
        str(spent // 1000) if person.card else "",
        ", ".join(person.interests),
        "TAK" if person.consent_email else "NIE",
        "TAK" if person.consent_sms and person.phone else "NIE",
        dotted_date(person.registered) if person.registered else "",
    )


def _phone(rng: Random, digits: str) -> str:
    if not digits:
        return ""
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return rng.choice((digits, spaced, spaced, f"+48 {spaced}", f"+48{digits}"))
