"""Invents the people of a sample shop, each after the habits of a customer type."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from sample_data.model import Customer, CustomerType, Town, Weights
from sample_data.names import NameBook

_FORGOTTEN_PHONE = 0.12
_OTHER_INTEREST = 0.06
_UNSTATED_INTEREST = 0.05


def pick(rng: Random, weights: Weights) -> str:
    """One of the words, as often as its weight says."""
    return rng.choices([word for word, _ in weights], [weight for _, weight in weights])[0]


class Crowd:
    """Invents people one after another; no two get the same e-mail, phone or number."""

    def __init__(
        self,
        rng: Random,
        names: NameBook,
        interest_of: Mapping[str, str],
        first_day: date,
        last_day: date,
    ) -> None:
        """`interest_of` gives the interest that goes with each category of products."""
        self._rng = rng
        self._names = names
        self._interest_of = interest_of
        self._first_day = first_day
        self._last_day = last_day
        self._emails: set[str] = set()
        self._phones = self._shuffled_phones()
        self._made = 0

    def _shuffled_phones(self) -> list[str]:
        ends = range(10 ** min(self._names.phone_digits, 3))
        zeros = self._names.phone_digits
        phones = [f"{start}{end:0{zeros}d}" for start in self._names.phones for end in ends]
        self._rng.shuffle(phones)
        return phones

    def member(self, kind: CustomerType) -> Customer:
        """A person of a type, in the customer list or (as the type says) a guest with an e-mail."""
        rng = self._rng
        favourite = pick(rng, kind.categories)
        woman = rng.random() < kind.women
        first, middle, last = self._full_name(woman)
        is_registered = rng.random() < kind.registered
        active_from, active_until = self._active_time(kind)
        mean, deviation, youngest, oldest = kind.ages
        age = min(max(rng.gauss(mean, deviation), youngest), oldest)
        return Customer(
            number=self._next_number(),
            kind=kind,
            first_name=first,
            middle_name=middle,
            last_name=last,
            woman=woman,
            email=self._email(first, last),
            phone=self._phone(),
            birth=self._last_day - timedelta(days=int(age * 365.25) + rng.randrange(30)),
            town=self._town(kind),
            active_from=active_from,
            active_until=active_until,
            favourite=favourite,
            interests=self._interests(self._interest_of[favourite]) if is_registered else (),
            registered=self._registration_day(active_from) if is_registered else None,
            card=is_registered and rng.random() < kind.card,
            consent_email=rng.random() < kind.consent_email,
            consent_sms=rng.random() < kind.consent_sms,
        )

    def phone_guest(self, kind: CustomerType) -> Customer:
        """A person whom the shop knows by the phone number alone and whose type isn't told."""
        woman = self._rng.random() < kind.women
        first, middle, last = self._full_name(woman)
        return Customer(
            number=self._next_number(),
            kind=None,
            first_name=first,
            middle_name=middle,
            last_name=last,
            woman=woman,
            email="",
            phone=self._phones.pop(),
            birth=self._first_day,
            town=self._town(kind),
            active_from=self._first_day,
            active_until=self._last_day,
            favourite=pick(self._rng, kind.categories),
            interests=(),
            registered=None,
            card=False,
            consent_email=False,
            consent_sms=False,
        )

    def _next_number(self) -> int:
        self._made += 1
        return self._made

    def _full_name(self, woman: bool) -> tuple[str, str, str]:
        names, form = self._names, 0 if woman else 1
        first = self._rng.choice(names.women if woman else names.men)
        middle = self._rng.choice(names.middle_names)[form] if names.middle_names else ""
        return first, middle, self._rng.choice(names.last_names)[form]

    def _email(self, first: str, last: str) -> str:
        rng = self._rng
        letters = dict(self._names.letters)

        def latin(name: str) -> str:
            return "".join(letters.get(letter, letter) for letter in name.lower())

        given, family = latin(first), latin(last)
        forms = (f"{given}.{family}", f"{given[0]}.{family}", f"{family}.{given}", given + family)
        local, domain = rng.choice(forms), rng.choice(self._names.domains)
        email = f"{local}@{domain}"
        while email in self._emails:
            email = f"{local}{rng.randrange(2, 99)}@{domain}"
        self._emails.add(email)
        return email

    def _phone(self) -> str:
        if self._rng.random() < _FORGOTTEN_PHONE or not self._phones:
            return ""
        return self._phones.pop()

    def _town(self, kind: CustomerType) -> Town:
        size = pick(self._rng, kind.town_sizes)
        return self._rng.choice([town for town in self._names.towns if town.size == size])

    def _interests(self, main: str) -> tuple[str, ...]:
        rng = self._rng
        others = [
            word
            for word in dict.fromkeys(self._interest_of.values())
            if word != main and rng.random() < _OTHER_INTEREST
        ]
        return (main, *others) if rng.random() > _UNSTATED_INTEREST else tuple(others)

    def _active_time(self, kind: CustomerType) -> tuple[date, date]:
        rng, days = self._rng, (self._last_day - self._first_day).days
        start = max(int(rng.uniform(*kind.starts) * days), 0)
        end = start + max(int(rng.uniform(*kind.stays) * days), 20)
        return (
            self._first_day + timedelta(days=min(start, days - 1)),
            self._first_day + timedelta(days=min(end, days)),
        )

    def _registration_day(self, active_from: date) -> date:
        """Who was active from the first day on had joined some time before."""
        is_old = (active_from - self._first_day).days < 30
        return active_from - timedelta(days=self._rng.randrange(900 if is_old else 4))
