"""Exports of shops and tools outside the catalogue, each with its truth."""

from tests.ingest.other_shops import eastern, european, polish, western
from tests.ingest.other_shops.truth import OtherShop

SHOPS: tuple[OtherShop, ...] = (*polish.SHOPS, *eastern.SHOPS, *european.SHOPS, *western.SHOPS)

__all__ = ["SHOPS", "OtherShop"]
