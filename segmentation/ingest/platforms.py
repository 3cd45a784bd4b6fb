"""Known exports: the catalogue in ``known_exports/*.toml``, and how a file is recognized.

An entry is matched by the names of its columns, never by their position; the one with the
most telling columns wins. Names are compared without case, accents, signs and spaces. Columns
of the file that an entry does not speak of go through the general reader.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from segmentation.columns import MEANING, Kind
from segmentation.ingest.export_places import INSTEAD, WHERE
from segmentation.ingest.headers import normalize
from segmentation.ingest.statuses import State

Place = Literal["sensitive", "ignored", "own"]
Amounts = Literal["once", "repeated", "lines"]
ProductCell = Literal["times", "bigcommerce", "piped", "bitrix"]
Pairs = tuple[tuple[str, str], ...]
_FOLDER = Path(__file__).with_name("known_exports")
_NUMBER = "{n}"


@dataclass(frozen=True)
class Platform:
    """One kind of export of one platform.

    A header may end in or hold ``{n}``, a running number. "Meaning or header" is the place of
    a marker: a meaning of ours where the column has one, else the header.

    ``id`` is this export, ``key`` the platform, ``name`` its proper name as shown.
    ``signature``: for each telling column the names it may have, one of which must be there;
    ``without``: headers that must not. ``columns``: (header, meaning), the best one first.
    ``own``: columns of a customer list kept under their own names. ``ignored``: headers that
    mislead. ``sensitive``: columns that are dropped.

    ``amounts``: how totals lie on the rows, None where the data tell. ``day_first``: the order
    of day and month where the values leave it open. ``statuses``: (word in lower case, state)
    where the general words would be wrong. ``sales`` and ``returns``: values of the column
    ``document_type`` in lower case; any other is a row that is no sale.
    ``withheld_if``: (header, value in lower case) where only then the total holds the tax that
    the seller never gets. ``guests``, ``tests``, ``staff``: (meaning or header, value) of
    orders without a customer, of test orders, of accounts of the shop's own people.
    ``relays``: domains of e-mails that are the marketplace's.
    ``numbered``: (meaning, header with ``{n}``) of products in numbered
    columns; ``product_cell``: how several products are written in one cell.
    ``consents``: (what the file's name begins with, whether all in it agreed to e-mails).
    ``people`` is false where the export tells nobody apart; ``instead`` then says which one
    to fetch, as ``where`` says where this one is made (English texts; translate at the edge).
    """

    id: str
    key: str
    name: str
    kind: Kind
    signature: tuple[tuple[str, ...], ...]
    columns: Pairs
    without: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    amounts: Amounts | None = None
    day_first: bool | None = None
    statuses: tuple[tuple[str, State], ...] = ()
    sales: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    guests: Pairs = ()
    tests: Pairs = ()
    staff: Pairs = ()
    relays: tuple[str, ...] = ()
    withheld_if: tuple[str, str] | None = None
    numbered: Pairs = ()
    product_cell: ProductCell | None = None
    consents: tuple[tuple[str, bool], ...] = ()
    people: bool = True
    where: str = ""
    instead: str | None = None

    @cached_property
    def _meanings(self) -> Mapping[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        for rank, (header, meaning) in enumerate(self.columns):
            found.setdefault(plain(header), (meaning, rank))
        return found

    @cached_property
    def _places(self) -> tuple[tuple[Place, re.Pattern[str]], ...]:
        numbered = tuple(header for _, header in self.numbered)
        listed: tuple[tuple[Place, tuple[str, ...]], ...] = (
            ("sensitive", self.sensitive),
            ("own", self.own),
            ("ignored", self.ignored + numbered),
        )
        return tuple((place, _any_of(headers)) for place, headers in listed if headers)

    def meaning(self, header: str) -> str | None:
        """What the column called ``header`` means in this export."""
        found = self._meanings.get(plain(header))
        return found[0] if found else None

    def rank(self, header: str) -> int:
        """The place of ``header`` among the columns of this export; the best one is 0."""
        found = self._meanings.get(plain(header))
        return found[1] if found else len(self.columns)

    def place(self, header: str) -> Place | None:
        """What else is known of a column without a meaning."""
        name = plain(header)
        return next((place for place, names in self._places if names.fullmatch(name)), None)

    def numbered_columns(self, headers: Sequence[str]) -> tuple[Pairs, ...]:
        """For each product in numbered columns the (meaning, header) that the file has for it,
        in the order of the numbers."""
        found: dict[int, list[tuple[str, str]]] = {}
        for meaning, pattern in self.numbered:
            names = _any_of((pattern,))
            for header in headers:
                if match := names.fullmatch(plain(header)):
                    found.setdefault(int(match[1]), []).append((meaning, header))
        return tuple(tuple(found[number]) for number in sorted(found))

    def consent(self, name: str) -> bool | None:
        """Whether everybody in a file of this name agreed to e-mails; None where it doesn't say."""
        for beginning, agreed in self.consents:
            if re.search(rf"(?<![a-z]){re.escape(beginning)}", name.casefold()):
                return agreed
        return None


def recognize(headers: Sequence[str]) -> Platform | None:
    """The known export with these columns; of several the one that asks for most."""
    names = frozenset(map(plain, headers))
    matching = [platform for platform in known_exports() if _matches(platform, names)]
    return max(
        matching,
        key=lambda platform: (
            len(platform.signature),
            sum(plain(header) in names for header, _ in platform.columns),
        ),
        default=None,
    )


def find(export: str | None) -> Platform | None:
    """The entry with this id; None for a file that is no known export."""
    return next((platform for platform in known_exports() if platform.id == export), None)


def platform_name(key: str) -> str | None:
    """The proper name of a platform (``"woocommerce"`` -> ``"WooCommerce"``)."""
    return next((entry.name for entry in known_exports() if entry.key == key), None)


def plain(header: str) -> str:
    """A header to compare: no case, accents, signs or spaces."""
    return normalize(header.casefold()).replace(" ", "")


def _any_of(headers: Sequence[str]) -> re.Pattern[str]:
    patterns = ("([0-9]+)".join(map(plain, header.split(_NUMBER))) for header in headers)
    return re.compile("|".join(patterns))


def _matches(platform: Platform, names: frozenset[str]) -> bool:
    return not any(plain(header) in names for header in platform.without) and all(
        any(plain(header) in names for header in headers) for headers in platform.signature
    )


@cache
def known_exports() -> tuple[Platform, ...]:
    """The whole catalogue, by platform and as it stands in the files.

    Raises ValueError where an entry says something that does not exist.
    """
    found: list[Platform] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            table = tomllib.load(file)
        found += [_entry(table, export) for export in table["exports"]]
    ids = [platform.id for platform in found]
    if len(set(ids)) < len(ids):
        raise ValueError(f"two known exports of one id: {sorted(ids)}")
    return tuple(found)


def _entry(table: Mapping[str, Any], export: Mapping[str, Any]) -> Platform:
    made = {name: _frozen(value) for name, value in export.items()}
    made["id"] = f"{table['key']}.{export['id']}"
    made["columns"] = tuple(
        (header, meaning) for meaning, headers in export["columns"].items() for header in headers
    )
    made["signature"] = tuple(
        (names,) if isinstance(names, str) else tuple(names) for names in export["signature"]
    )
    unknown = set(made) - {field.name for field in fields(Platform)}
    if unknown:
        raise ValueError(f"{made['id']}: there is no {sorted(unknown)}")
    platform = Platform(
        **{"key": table["key"], "name": table["name"], **made},
        where=WHERE.get(made["id"], ""),
        instead=INSTEAD.get(made["id"]),
    )
    _check(platform)
    return platform


def _frozen(value: Any) -> Any:
    """A list as a tuple, a table as pairs."""
    if isinstance(value, dict):
        return tuple(value.items())
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value


def _check(platform: Platform) -> None:
    said: list[tuple[str, set[Any], Sequence[Any]]] = [
        ("kind", {platform.kind}, get_args(Kind)),
        ("meaning", {meaning for _, meaning in platform.columns}, tuple(MEANING)),
        ("meaning", {meaning for meaning, _ in platform.numbered}, tuple(MEANING)),
        ("state", {state for _, state in platform.statuses}, get_args(State)),
        ("amounts", {platform.amounts}, (*get_args(Amounts), None)),
        ("product cell", {platform.product_cell}, (*get_args(ProductCell), None)),
    ]
    for what, values, known in said:
        if odd := values - set(known):
            raise ValueError(f"{platform.id}: no such {what}: {sorted(odd)}")
