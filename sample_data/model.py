"""What a sample shop is made of: kinds of customers, people, products and documents.

All money is in whole minor units (grosz, pence, kopek), so that sums are exact.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Weights = tuple[tuple[str, float], ...]
"""Pairs of a word and its weight or chance."""


class Outcome(StrEnum):
    """What became of a document."""

    COMPLETED = "completed"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    FAILED = "failed"
    RETURN = "return"
    ZERO = "zero"


class Flaw(StrEnum):
    """What makes the row of a document unreadable on purpose."""

    NO_DATE = "no_date"
    WRONG_DATE = "wrong_date"
    NO_AMOUNT = "no_amount"


@dataclass(frozen=True)
class Product:
    """A product with its price, the usual number bought at once, and what is bought with it."""

    name: str
    category: str
    price: int
    pack: int = 1
    goes_with: str = ""


@dataclass(frozen=True)
class Town:
    """A town or village; `size` is `big`, `small` or `village`, `postcode` its outward part."""

    name: str
    size: str
    postcode: str = ""


@dataclass(frozen=True)
class CustomerType:
    """A kind of customer and its habits.

    `people` is how many are made; `orders` the mean number of orders of one person and `spread`
    how much that differs (standard deviation of its logarithm); `starts` and `stays` are ranges,
    as fractions of the shop's period, of when a person's active time begins (below 0: on the first
    day) and how long it lasts (cut at the period's end); `months` the weight of each month of the
    year. `lines` is the mean number of lines in a basket, `quantity` multiplies each product's
    usual number, `taste` leans to dear (above 0) or cheap (below 0) products. `categories` decides
    a person's favourite category, `focus` the share of lines that come from it. `discount`,
    `women`, `registered`, `card`, `consent_email` and `consent_sms` are chances. `ages` is mean,
    deviation, lowest, highest.
    """

    key: str
    people: int
    orders: float
    spread: float
    starts: tuple[float, float]
    stays: tuple[float, float]
    months: tuple[float, ...]
    lines: float
    quantity: float
    taste: float
    categories: Weights
    focus: float
    discount: float
    payments: Weights
    channels: Weights
    ages: tuple[float, float, int, int]
    women: float
    town_sizes: Weights
    registered: float
    card: float
    consent_email: float
    consent_sms: float


@dataclass(frozen=True, eq=False)
class Customer:
    """An invented person; compared by identity, since two may share every field.

    `email` or `phone` (national digits) is empty where the shop doesn't know it; `registered` is
    None for a guest, who is in no customer list. Orders fall between `active_from` and
    `active_until`, mostly on products of the category `favourite`.
    """

    number: int
    kind: CustomerType | None
    first_name: str
    middle_name: str
    last_name: str
    woman: bool
    email: str
    phone: str
    birth: date
    town: Town
    active_from: date
    active_until: date
    favourite: str
    interests: tuple[str, ...]
    registered: date | None
    card: bool
    consent_email: bool
    consent_sms: bool


@dataclass(frozen=True)
class Line:
    """One order line; `discount` is what the whole line was lowered by."""

    product: Product
    quantity: int
    discount: int = 0

    @property
    def amount(self) -> int:
        """What is paid for the line, in minor units."""
        return self.quantity * self.product.price - self.discount


@dataclass(frozen=True, eq=False)
class Document:
    """An order, a return or another document, and which of the customer's keys it shows."""

    number: str
    placed: datetime
    customer: Customer | None
    outcome: Outcome
    lines: tuple[Line, ...]
    payment: str
    channel: str
    discount_percent: int = 0
    shipping: int = 0
    refunded: int = 0
    shows_email: bool = True
    shows_phone: bool = True
    shows_number: bool = True
    flaw: Flaw | None = None

    @property
    def total(self) -> int:
        """Lines and delivery together, in minor units, before refunds."""
        return sum(line.amount for line in self.lines) + self.shipping


@dataclass(frozen=True)
class SampleFile:
    """A file of a sample shop: its bytes, its rows (total rows included) and the refused ones."""

    name: str
    content: bytes
    rows: int
    refused: int = 0


@dataclass(frozen=True)
class ShopRecord:
    """A sample shop complete: the files, and the objects that they were written from."""

    key: str
    currency: str
    documents: tuple[Document, ...]
    listed: tuple[Customer, ...]
    files: tuple[SampleFile, ...]
