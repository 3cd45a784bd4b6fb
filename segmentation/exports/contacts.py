"""One clean contact record for each customer: what every list that leaves is written from.

E-mails trimmed and in lower case, phones as E.164, countries as ISO 3166, consents with the day
and the source where the files have them. What is not usable is left empty and its reason kept,
so that it can be counted; nothing is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.countries import country_code
from segmentation.exports.lists import CONSENT_COLUMN, Consent
from segmentation.identity import (
    is_placeholder_email,
    is_relay_email,
    normalize_phone,
    phone_region,
)
from segmentation.ingest.headers import normalize
from segmentation.language import mark

Reason = Literal["", "missing", "invalid", "placeholder", "relay", "no_country"]
"""Why an address is empty; nothing where it is there. ``no_country`` is a phone that cannot be
dialed from abroad because nobody knows its country."""
RegionFrom = Literal["chosen", "currency", "phones", "customers", "unknown"]

DATE_COLUMN: dict[Consent, str] = {"email": "email_consent_date", "sms": "sms_consent_date"}
SOURCE_COLUMN: dict[Consent, str] = {"email": "email_consent_source", "sms": "sms_consent_source"}
CONTACT_LABELS: dict[str, str] = {
    "email_consent_date": mark("E-mail consent given on"),
    "email_consent_source": mark("E-mail consent given where"),
    "sms_consent_date": mark("SMS consent given on"),
    "sms_consent_source": mark("SMS consent given where"),
    "held_out": mark("Held back"),
}
"""What stands above the columns that a list has beside those of the customer table."""

# Own columns of a customer list that tell when and where somebody agreed. A header that does
# not name the channel speaks of e-mail, as a consent column that does not.
_DATE_HEADERS: dict[Consent, frozenset[str]] = {
    "email": frozenset(map(normalize, (
        "consent date", "email consent date", "email marketing consent date", "consent timestamp",
        "email marketing consent timestamp", "email consent timestamp", "marketing consent date",
        "date of consent", "date of email subscription confirmation", "newsletter date",
        "newsletter date add", "newsletter consent date", "opt in date", "opt in time",
        "optin time", "confirm time", "data zgody", "data zgody e-mail", "data zgody marketingowej",
        "data zgody na newsletter", "data zapisu do newslettera", "data potwierdzenia zgody",
        "дата согласия", "дата согласия на рассылку", "дата согласия email",
        "дата согласия e-mail", "дата подписки", "дата подписки на рассылку",
    ))),
    "sms": frozenset(map(normalize, (
        "sms consent date", "sms marketing consent date", "sms consent timestamp",
        "sms marketing consent timestamp", "data zgody sms", "data zgody na sms",
        "дата согласия sms", "дата согласия на sms", "дата согласия смс", "дата согласия на смс",
    ))),
}  # fmt: skip
_SOURCE_HEADERS: dict[Consent, frozenset[str]] = {
    "email": frozenset(map(normalize, (
        "consent source", "email consent source", "consent form", "opt in source",
        "source of consent", "źródło zgody", "źródło zgody e-mail", "formularz zgody",
        "источник согласия", "источник подписки", "форма согласия",
    ))),
    "sms": frozenset(map(normalize, (
        "sms consent source", "źródło zgody sms", "источник согласия sms", "источник согласия смс",
    ))),
}  # fmt: skip

# Stricter than what identifies a customer: what mailing tools take. It begins with a letter or
# a figure, so no address is ever a formula.
_EMAIL = re.compile(
    r"[a-z0-9_][a-z0-9!#$%&'*+/=?^_`{|}~-]*(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([^\W_]([\w-]*[^\W_])?\.)+([^\W\d_]{2,}|xn--[a-z0-9-]*[a-z0-9])"
)
# A Cyrillic or Greek letter in a Latin word looks right and is another domain.
_TWO_ALPHABETS = re.compile(r"[a-z][^.@]*[\u0370-\u052f]|[\u0370-\u052f][^.@]*[a-z]")
_LONGEST_EMAIL = 254
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_DIGITS = re.compile(r"[0-9]{7,15}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[ T])")
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[ ,])")


@dataclass(frozen=True, eq=False)
class Contacts:
    """The customer table with clean contact columns, row by row as it was.

    ``table`` has the columns of the customer table, ``email``, ``phone`` and ``country`` clean
    or None, and ``*_consent_date`` (datetime64) and ``*_consent_source`` (text) beside the two
    consents. ``email_reasons`` and ``phone_reasons`` (n,) say why an address is empty;
    ``written`` has the ``email`` and ``phone`` as the files have them, ``phone_digits`` (n,) are
    the figures of each phone as written there, or None.
    ``given`` are the consents that the files say anybody gave. ``region`` is the country taken
    for phones without a country code where the customer's own is not known.
    """

    table: pd.DataFrame
    written: pd.DataFrame
    email_reasons: npt.NDArray[np.object_]
    phone_reasons: npt.NDArray[np.object_]
    phone_digits: npt.NDArray[np.object_]
    given: frozenset[Consent]
    region: str | None
    region_from: RegionFrom
    unknown_countries: int
    unreadable_dates: int

    def for_the_owner(self) -> pd.DataFrame:
        """``table`` with the text of the files where an address is not usable: nobody's mailing
        tool sees it, and the owner should find what is in their own files.
        """
        email, phone = self.table["email"], self.table["phone"]
        return self.table.assign(
            email=email.where(self.email_reasons == "", self._told("email", self.email_reasons)),
            phone=phone.where(self.phone_reasons == "", self._told("phone", self.phone_reasons)),
        )

    def _told(self, column: str, reasons: npt.NDArray[np.object_]) -> pd.Series:
        return self.written[column].where(reasons != "missing", None)


def make_contacts(
    customers: pd.DataFrame, currency: str | None = None, country: str | None = None
) -> Contacts:
    """The contacts of a customer table.

    ``currency`` (ISO 4217) is the shop's; ``country`` (ISO 3166) is the shop's where the owner
    says it. Otherwise the currency tells it, else most phones with a country code, else where
    most customers live.
    """
    emails, email_reasons = _each_once(customers["email"], _email)
    countries, country_reasons = _each_once(customers["country"], _country)
    region, region_from = _region(customers["phone"], countries, currency, country)
    phones, phone_reasons = _phones(customers["phone"], countries, region)
    changes: dict[str, pd.Series] = {"email": emails, "phone": phones, "country": countries}
    unreadable = 0
    for consent, column in CONSENT_COLUMN.items():
        agreed = customers[column].fillna(False).to_numpy(dtype=bool)
        days, failed = _days(_own(customers, _DATE_HEADERS[consent]), agreed)
        changes[DATE_COLUMN[consent]] = days
        unreadable += failed
        source = _own(customers, _SOURCE_HEADERS[consent]).astype(object)
        changes[SOURCE_COLUMN[consent]] = source.where(agreed & source.notna(), None)
    given = [name for name, column in CONSENT_COLUMN.items() if customers[column].any()]
    return Contacts(
        table=customers.assign(**changes).reset_index(drop=True),
        written=customers[["email", "phone"]].astype(object).reset_index(drop=True),
        email_reasons=email_reasons,
        phone_reasons=phone_reasons,
        phone_digits=customers["phone"].map(dialed_digits, na_action="ignore").to_numpy(object),
        given=frozenset(given),
        region=region,
        region_from=region_from,
        unknown_countries=int((country_reasons == "invalid").sum()),
        unreadable_dates=unreadable,
    )


def clean_email(written: str) -> str | None:
    """An e-mail as mailing tools take it, None where it is none, made up or a marketplace's."""
    return _email(written)[0]


def clean_phone(written: str, region: str | None) -> str | None:
    """A phone as E.164, None where it is none or its country is unknown."""
    return _phone(written, region)[0]


def dialed_digits(written: str) -> str | None:
    """The figures of a phone as written, whatever its country; None where it is none."""
    digits = re.sub(r"\D", "", written.strip().removesuffix(".0"), flags=re.ASCII)
    return digits if _DIGITS.fullmatch(digits) and len(set(digits)) > 1 else None


Cleaned = tuple[str | None, Reason]


def _email(written: str) -> Cleaned:
    email = written.strip().lower().removeprefix("mailto:")
    if not email:
        return None, "missing"
    if is_placeholder_email(email):
        return None, "placeholder"
    if len(email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        return None, "invalid"
    if not email.isascii() and _TWO_ALPHABETS.search(email):
        return None, "invalid"
    return (None, "relay") if is_relay_email(email) else (email, "")


def _phone(written: str, region: str | None) -> Cleaned:
    if not written.strip():
        return None, "missing"
    number = normalize_phone(written, region)
    if number is None:
        return None, "invalid"
    return (number, "") if _PHONE.fullmatch(number) else (None, "no_country")


def _country(written: str) -> Cleaned:
    if not written.strip():
        return None, "missing"
    code = country_code(written)
    return code, "" if code else "invalid"


def _each_once(
    written: pd.Series, clean: Callable[[str], Cleaned]
) -> tuple[pd.Series, npt.NDArray[np.object_]]:
    """``clean`` of every text, worked out once for equal texts, and why a text came to nothing."""
    codes, texts = pd.factorize(written.astype(object))
    found: Sequence[Cleaned] = [*(clean(str(text)) for text in texts), (None, "missing")]
    values = np.array([value for value, _ in found], dtype=object)[codes]
    reasons = np.array([reason for _, reason in found], dtype=object)[codes]
    return pd.Series(values, index=written.index, dtype=object), reasons


def _region(
    phones: pd.Series, countries: pd.Series, currency: str | None, country: str | None
) -> tuple[str | None, RegionFrom]:
    if country:
        return country, "chosen"
    if by_currency := phone_region(currency, ()):
        return by_currency, "currency"
    if by_phones := phone_region(None, [str(phone) for phone in phones.dropna().unique()]):
        return by_phones, "phones"
    counts = countries.value_counts()
    if len(counts):
        return min(counts.index[counts == counts.max()]), "customers"
    return None, "unknown"


def _phones(
    written: pd.Series, countries: pd.Series, region: str | None
) -> tuple[pd.Series, npt.NDArray[np.object_]]:
    """Phones by the country of each customer, else by the shop's."""
    homes = countries.where(countries.notna(), region)
    values = pd.Series(None, index=written.index, dtype=object)
    reasons = np.full(len(written), "missing", dtype=object)
    codes, known = pd.factorize(homes, use_na_sentinel=True)
    for code, home in [*enumerate(known), (-1, None)]:
        rows = np.flatnonzero(codes == code)
        if len(rows):
            found, why = _each_once(written.iloc[rows], partial(_phone, region=home))
            values.iloc[rows], reasons[rows] = found.to_numpy(), why
    return values, reasons


def _own(customers: pd.DataFrame, headers: frozenset[str]) -> pd.Series:
    """The own column of the customer list that one of ``headers`` names; empty where none."""
    named = [name for name in customers.columns if normalize(str(name)) in headers]
    if not named:
        return pd.Series(None, index=customers.index, dtype=object)
    return max((customers[name] for name in named), key=lambda column: column.notna().sum())


def _days(written: pd.Series, agreed: npt.NDArray[np.bool_]) -> tuple[pd.Series, int]:
    """The days on which those who agreed did so, and how many dates could be read two ways.

    Only dates that leave no doubt are taken: 2026-11-21 and 21.11.2026.
    """
    codes, texts = pd.factorize(written.where(agreed, None).astype(object))
    found = [*(_day(str(text)) for text in texts), None]
    days = pd.to_datetime(pd.Series(found, dtype=object), format="%Y-%m-%d", errors="coerce")
    picked = days.astype("datetime64[us]").iloc[codes]
    picked.index = written.index
    return picked, int((codes >= 0).sum() - picked.notna().sum())


def _day(text: str) -> str | None:
    if found := _ISO_DAY.match(text.strip()):
        return found[0]
    if found := _DOTTED_DAY.match(text.strip()):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return None
