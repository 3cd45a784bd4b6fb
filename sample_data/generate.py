"""Makes the sample shops' files: `python -m sample_data.generate [FOLDER]`.

The exports go to `FOLDER/sample_data/<shop>/`, the truth about them to
`FOLDER/tests/sample_truth/<shop>.csv` (e-mail and type of each customer) and `.json` (totals).
Without a folder the project's own files are replaced; the same code writes the same bytes.
"""

import sys
from pathlib import Path

from sample_data import building, gift_shop, pet_garden
from sample_data.counts import true_types, truth_json
from sample_data.model import ShopRecord
from sample_data.writing import csv_bytes


def make_shops() -> tuple[ShopRecord, ...]:
    """The sample shops, always the same."""
    return (pet_garden.make(), gift_shop.make(), building.make())


def write_shop(shop: ShopRecord, folder: Path) -> tuple[Path, ...]:
    """Writes a shop's exports and truth below a folder and returns the paths written."""
    exports = folder / "sample_data" / shop.key
    truth = folder / "tests" / "sample_truth"
    contents = {exports / file.name: file.content for file in shop.files}
    contents[truth / f"{shop.key}.csv"] = csv_bytes(
        [("key", "type"), *true_types(shop)], ",", "utf-8", "\n"
    )
    contents[truth / f"{shop.key}.json"] = truth_json(shop).encode("utf-8")
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(contents)


def main(arguments: list[str]) -> None:
    """Writes every sample shop below the given folder, or below the project's."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent.parent
    for shop in make_shops():
        for path in write_shop(shop, folder):
            print(f"{path.stat().st_size:>9,}  {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
