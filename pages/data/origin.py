"""Where a file comes from, in words: the platform's name, the place in its panel, the advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from segmentation.ingest import platforms

_NAMES = {"shopify": "Shopify"}


@dataclass(frozen=True)
class Origin:
    """A known export: its platform's ``name`` as shown, ``where`` in the panel it is made, and
    which one to fetch ``instead`` when it tells nobody apart (English texts)."""

    name: str
    where: str | None = None
    instead: str | None = None


def find_origin(platform: str, export: str | None) -> Origin | None:
    """The origin of a file of ``platform`` (a key) and ``export`` (an id), when it is known."""
    find: Any = getattr(platforms, "find", None)
    entry = find(export) if find and export else None
    if entry is not None:
        return Origin(entry.name, entry.where or None, entry.instead)
    return Origin(_NAMES[platform]) if platform in _NAMES else None
