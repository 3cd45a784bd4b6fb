"""The sample shops: invented orders and customers to try the product on.

The files beside this module are made by `python -m sample_data.generate`.
"""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class SampleShop:
    """One sample shop.

    `key` is its folder's name, `language` the code of the language it is written in, `files` its
    exports (orders first, then the customer list) and `true_types` the number of kinds of
    customers that its people were made from.
    """

    key: str
    language: str
    files: tuple[Path, ...]
    true_types: int


def _shop(key: str, language: str, files: tuple[str, ...], true_types: int) -> SampleShop:
    return SampleShop(key, language, tuple(_HERE / key / name for name in files), true_types)


SAMPLE_SHOPS: tuple[SampleShop, ...] = (
    _shop("gift_shop", "en", ("orders_export.csv", "customers_export.csv"), 5),
    _shop("pet_garden", "pl", ("zamowienia.csv", "klienci.csv"), 5),
    _shop("building", "ru", ("zakazy.csv", "klienty.csv"), 5),
)


def sample_shop(language_code: str) -> SampleShop:
    """The sample shop written in a language (`pl`, `en`, `ru`, also `pl-PL`), else the English."""
    language = language_code.replace("_", "-").split("-")[0].lower()
    by_language = {shop.language: shop for shop in SAMPLE_SHOPS}
    return by_language.get(language, by_language["en"])
