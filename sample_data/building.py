"""The Russian building-materials shop: cp1251, order totals repeated on each row of an order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_data.building_habits import INTEREST_OF, PRODUCTS, TYPES, WALK_IN
from sample_data.model import (
    Customer,
    Document,
    Line,
    Outcome,
    Product,
    SampleFile,
    ShopRecord,
)
from sample_data.names import RUSSIAN
from sample_data.people import Crowd, pick
from sample_data.trade import Outcomes, Till, numbered
from sample_data.writing import (
    careless_email,
    careless_town,
    comma_money,
    csv_bytes,
    dotted_date,
    spaced_money,
)

_SEED = 20260930
_FIRST_DAY, _LAST_DAY = date(2025, 4, 1), date(2026, 9, 30)
_NEVER_BOUGHT, _DUPLICATES, _RETURNS_ONLY, _WRITE_OFFS = 30, 8, 3, 9
_NO_EMAIL = 0.06
_OUTCOMES = Outcomes(cancelled=0.03, unpaid=0.02, refunded=0.005, failed=0.004, returned=0.05)

_STATUSES = {
    Outcome.COMPLETED: "Выполнен",
    Outcome.UNPAID: "Не оплачен",
    Outcome.CANCELLED: "Отменён",
    Outcome.REFUNDED: "Деньги возвращены",
    Outcome.FAILED: "Ошибка оплаты",
    Outcome.RETURN: "Возврат",
    Outcome.ZERO: "",
}
_WRITE_OFF = Product("Бой, списание", "Списание", 0)
_TRADES = {"builders": "строитель", "designers": "дизайнер"}

_TITLE = (
    "Отчёт по заказам магазина «Дом и кирпич»",
    f"Период: {dotted_date(_FIRST_DAY)} - {dotted_date(_LAST_DAY)}",
)
_ORDER_HEADER = (
    "Номер заказа",
    "Дата заказа",
    "Код клиента",
    "E-mail",
    "Телефон",
    "Статус",
    "Товар",
    "Категория",
    "Количество",
    "Цена",
    "Скидка, %",
    "Сумма заказа",
    "Способ оплаты",
    "Способ получения",
    "Город",
)
_CUSTOMER_HEADER = (
    "Код клиента",
    "ФИО",
    "E-mail",
    "Телефон",
    "Год рождения",
    "Пол",
    "Город",
    "Тип клиента",
    "Карта лояльности",
    "Уровень карты",
    "Интересы",
    "Согласие на e-mail",
    "Согласие на SMS",
    "Дата регистрации",
)


def make() -> ShopRecord:
    """The shop with its files, always the same."""
    rng = Random(_SEED)
    crowd = Crowd(rng, RUSSIAN, INTEREST_OF, _FIRST_DAY, _LAST_DAY)
    till = Till(rng, PRODUCTS, _OUTCOMES, _FIRST_DAY, _LAST_DAY)
    buyers = [
        _perhaps_without_email(rng, crowd.member(kind))
        for kind in TYPES
        for _ in range(kind.people)
    ]
    idle = [crowd.member(replace(rng.choice(TYPES), registered=1)) for _ in range(_NEVER_BOUGHT)]
    documents = [
        _with_keys(rng, order)
        for buyer in buyers
        if buyer.kind
        for order in till.orders_of(buyer, buyer.kind)
    ]
    documents += till.walk_ins(WALK_IN)
    for person in idle[:_RETURNS_ONLY]:
        day = _FIRST_DAY + timedelta(days=rng.randrange(3, 12))
        documents += till.return_of(
            till.order(person, person.kind or WALK_IN, day, person.favourite, 1.0)
        )
    for _ in range(_WRITE_OFFS):
        day = _FIRST_DAY + timedelta(days=rng.randrange(20, 520))
        written_off = till.order(None, WALK_IN, day, "Инструмент", 1.0)
        lines = (Line(_WRITE_OFF, rng.randint(1, 6)),)
        documents.append(
            replace(written_off, outcome=Outcome.ZERO, lines=lines, discount_percent=0)
        )
    final = numbered(documents, ((Outcome.RETURN, "ВЗ-"), (Outcome.ZERO, "СП-")), "ЗК-", "000001")
    listed = [person for person in buyers if person.registered] + idle
    listed.sort(key=lambda person: person.number)
    return ShopRecord(
        key="building",
        currency="RUB",
        documents=final,
        listed=tuple(listed),
        files=(_orders_file(rng, final), _customers_file(rng, final, listed)),
    )


def _perhaps_without_email(rng: Random, person: Customer) -> Customer:
    """Some people in the customer list never gave an e-mail; their code tells them apart."""
    if person.registered and rng.random() < _NO_EMAIL:
        return replace(person, email="", consent_email=False)
    return person


def _with_keys(rng: Random, document: Document) -> Document:
    """Most orders show code, e-mail and phone; some of listed people the code or phone alone."""
    customer = document.customer
    if customer is None or not customer.registered:
        return replace(document, shows_phone=rng.random() < 0.6)
    chance = rng.random()
    if chance < 0.08:
        return replace(document, shows_email=False, shows_phone=False)
    if chance < 0.11 and customer.phone:
        return replace(document, shows_email=False, shows_number=False)
    return replace(document, shows_phone=rng.random() < 0.8)


def _orders_file(rng: Random, documents: Sequence[Document]) -> SampleFile:
    rows: list[tuple[str, ...]] = []
    for document in documents:
        customer = document.customer
        code = email = phone = town = ""
        if customer:
            town = customer.town.name
            code = _code(customer) if customer.registered and document.shows_number else ""
            email = customer.email if document.shows_email else ""
            phone = _phone(rng, customer.phone) if document.shows_phone else ""
        if email and rng.random() < 0.03:
            email = careless_email(rng, email)
        for line in document.lines:
            rows.append(
                (
                    document.number,
                    dotted_date(document.placed),
                    code,
                    email,
                    phone,
                    _STATUSES[document.outcome],
                    line.product.name,
                    line.product.category,
                    str(line.quantity),
                    comma_money(line.product.price),
                    str(document.discount_percent),
                    spaced_money(document.total, "руб."),
                    document.payment,
                    document.channel,
                    town,
                )
            )
    content = csv_bytes([*((line,) for line in _TITLE), _ORDER_HEADER, *rows], ";", "cp1251")
    return SampleFile("zakazy.csv", content, rows=len(rows))


def _customers_file(
    rng: Random, documents: Sequence[Document], listed: Sequence[Customer]
) -> SampleFile:
    spent: dict[Customer, int] = {}
    for document in documents:
        if document.customer and document.outcome is Outcome.COMPLETED:
            spent[document.customer] = spent.get(document.customer, 0) + document.total
    rows = [_customer_row(rng, person, spent.get(person, 0)) for person in listed]
    with_email = [row for row in rows if row[2]]
    for extra, row in enumerate(rng.sample(with_email, _DUPLICATES)):
        first, last = row[1].split()[1], row[1].split()[0]
        rows.append(
            (
                f"КЛ-{9001 + extra:05d}",
                f"{last} {first}",
                careless_email(rng, row[2]),
                row[3],
                "",
                row[5],
                "",
                row[7],
                "",
                "",
                *row[10:13],
                dotted_date(_LAST_DAY - timedelta(days=30 - extra)),
            )
        )
    return SampleFile(
        "klienty.csv", csv_bytes([_CUSTOMER_HEADER, *rows], ";", "cp1251"), rows=len(rows)
    )


def _customer_row(rng: Random, person: Customer, spent: int) -> tuple[str, ...]:
    level = "Золотая" if spent > 30000000 else "Серебряная" if spent > 8000000 else "Стандартная"
    town = person.town.name if rng.random() < 0.94 else ""
    if town and rng.random() < 0.12:
        town = careless_town(rng, town, dict(RUSSIAN.spellings).get(town, ()))
    trade = _TRADES.get(person.kind.key if person.kind else "", "частный")
    if rng.random() < 0.08:
        trade = pick(rng, (("частный", 0.6), ("строитель", 0.3), ("дизайнер", 0.1)))
    return (
        _code(person),
        f"{person.last_name} {person.first_name} {person.middle_name}",
        person.email,
        _phone(rng, person.phone),
        str(person.birth.year) if rng.random() < 0.9 else "",
        ("ж" if person.woman else "м") if rng.random() < 0.95 else "",
        town,
        trade,
        f"78{person.number:06d}" if person.card else "",
        level if person.card else "",
        ", ".join(person.interests),
        "Да" if person.consent_email else "Нет",
        "Да" if person.consent_sms and person.phone else "Нет",
        dotted_date(person.registered) if person.registered else "",
    )


def _code(person: Customer) -> str:
    return f"КЛ-{person.number:05d}"


def _phone(rng: Random, digits: str) -> str:
    if not digits:
        return ""
    area, head, middle, tail = digits[:3], digits[3:6], digits[6:8], digits[8:]
    return rng.choice(
        (
            f"+7 ({area}) {head}-{middle}-{tail}",
            f"+7{digits}",
            f"8 ({area}) {head}-{middle}-{tail}",
            f"8{digits}",
            f"8 {area} {head} {middle} {tail}",
        )
    )
