"""A file as somebody exports it, and what is known of it by heart."""

from __future__ import annotations

from dataclasses import dataclass, field

from segmentation.columns import Kind


@dataclass(frozen=True)
class Export:
    """A file as somebody exports it, and what is known about it by heart.

    ``meanings``: our column -> the file's; ``totals``: document -> total; ``own``: columns of a
    customer list kept under their own names.
    """

    name: str
    text: str
    kind: Kind
    meanings: dict[str, str]
    totals: dict[str, str] = field(default_factory=dict)
    people: int = 0
    own: tuple[str, ...] = ()
