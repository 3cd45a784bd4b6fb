"""Customers known by heart whose files are known byte for byte, and the platforms' own examples."""

from __future__ import annotations

from datetime import date

from segmentation.exports.audience import Audience, AudienceSpec, Channel, build_audience
from segmentation.exports.contacts import make_contacts
from segmentation.exports.lists import Consent
from tests.exports.examples import make_assignment, make_customers

LAST_DAY = date(2026, 11, 21)
NAMES = ("Miłośnicy ogrodu, Łódź", "Гости")
PEOPLE: list[dict[str, object]] = [
    {
        "customer": "email:anna@example.com",
        "customer_id": "00123",
        "email": "Anna@Example.com ",
        "phone": "600 700 800",
        "first_name": "Anna Maria",
        "last_name": "Żółć-Nowak",
        "location": "Nowy Targ",
        "postcode": "34-400",
        "country": "Polska",
        "gender": "female",
        "birth_date": "1990-02-03",
        "total_spend": 1234.5,
        "frequency": 4,
        "last_order": "2026-11-18",
        "first_order": "2025-01-02",
        "email_consent": True,
        "sms_consent": True,
        "Consent date": "2025-01-02",
        "Consent source": 'koszyk; "zapis"',
    },
    {
        "customer": "email:ivan+shop@example.com",
        "email": "ivan+shop@example.com",
        "phone": "+7 (916) 123-45-67",
        "name": "Иван О'Хара",
        "country": "RU",
        "gender": "male",
        "total_spend": -5.0,
        "frequency": 1,
        "last_order": "2026-11-21",
        "first_order": "2026-11-21",
        "email_consent": True,
        "sms_consent": False,
    },
    {
        "customer": "phone:+48601000000",
        "phone": "+48 601 000 000",
        "first_name": "=1+1",
        "last_name": "Lis\r\nJr",
        "total_spend": 10.0,
        "frequency": 2,
        "last_order": "2026-01-01",
        "first_order": "2026-01-01",
        "email_consent": False,
        "sms_consent": True,
    },
]


def make_audience(
    channel: Channel,
    people: list[dict[str, object]] = PEOPLE,
    names: tuple[str, ...] = NAMES,
    share: float = 0.0,
    confirmed: frozenset[Consent] = frozenset(),
) -> Audience:
    """An audience of ``people``, the first in one segment and the others in another."""
    contacts = make_contacts(make_customers(people), "PLN")
    labels = [min(n, len(names) - 1) for n in range(len(people))]
    segments = tuple(str(n + 1) for n in range(len(names)))
    spec = AudienceSpec(segments, channel, confirmed, hold_out=share)
    return build_audience(contacts, make_assignment(labels, len(names)), names, spec)
