"""Where a list can go: what a target is made of. The targets themselves are in target_rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.exports.audience import Channel

Kind = Literal["workbook", "people", "machine"]
"""``workbook``: Excel with one bare sheet. ``people``: a CSV that Excel opens right in one
language. ``machine``: a CSV that a program reads."""
Hash = Literal["sha256", "md5"]
Form = Literal[
    "text", "full_name", "tag", "plain_tag", "small", "bare", "joined", "email",
    "email_without_plus", "e164", "digits", "country", "small_country", "gender", "small_gender",
    "day", "day_first", "month_day", "amount", "no_debt", "count", "yes_no", "one_zero",
]  # fmt: skip
"""How a value of a contact is written; renderings says what each does."""


@dataclass(frozen=True)
class Field:
    """A column of a file: what stands above it, what of the contact it holds, and how.

    Where the file is hashed and ``hashed``, the value is written as ``hashed_as`` (when not as
    ``form``) and then hashed, under ``hashed_header`` where that differs.
    """

    header: str
    value: str
    form: Form = "text"
    hashed: bool = False
    hashed_as: Form | None = None
    hashed_header: str | None = None


@dataclass(frozen=True)
class Target:
    """A tool or platform that lists are made for.

    ``label`` and ``advice`` are msgids, or a proper name. ``fields`` is empty where the owner
    chooses the columns (kinds ``workbook`` and ``people``). ``needs``: values of which a row
    must have one. ``longest`` is the longest text, in bytes of UTF-8 where ``in_bytes``;
    ``longest_email`` that of an address. ``unwanted`` are signs (a regular expression's set)
    taken out of texts. ``no_roles``: addresses such as info@ are refused there. ``judges_names``:
    names of audiences that suggest somebody's health or income get blocked. ``minimum`` is the
    fewest people it works with; ``most`` the most rows, ``megabytes`` the largest file.

    ``source`` is the address the form was read at and ``read_on`` when (ISO); without an address
    no documentation was found, and the file follows what such tools usually take.
    """

    key: str
    label: str
    channel: Channel
    kind: Kind = "machine"
    fields: tuple[Field, ...] = ()
    delimiter: Literal[",", ";"] = ","
    language: str | None = None
    needs: tuple[str, ...] = ()
    hash: Hash | None = None
    longest: int | None = None
    in_bytes: bool = False
    longest_email: int | None = None
    unwanted: str = ""
    no_roles: bool = False
    judges_names: bool = False
    minimum: int | None = None
    most: int | None = None
    megabytes: int | None = None
    advice: tuple[str, ...] = ()
    source: str = ""
    read_on: str = ""
