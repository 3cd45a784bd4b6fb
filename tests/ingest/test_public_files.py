"""Exports and data sets that anybody can meet are understood without a word from the owner.

What is checked: what a row is, what the columns mean, and that the totals add up.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ingest.data_sets import DATA_SETS
from tests.ingest.export import Export
from tests.ingest.reading import Reader
from tests.ingest.shop_panels import SHOP_PANELS

EXPORTS = [*DATA_SETS, *SHOP_PANELS]


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
def test_an_export_is_understood(reader: Reader, export: Export) -> None:
    reading = reader.read(export.text)
    assert reading.meanings == export.meanings
    assert reading.report.kind == export.kind
    assert reading.totals == {name: Decimal(total) for name, total in export.totals.items()}
    assert len(reading.people) == export.people
    assert tuple(guess.header for guess in reading.mapping.extras) == export.own


def test_a_national_id_number_is_never_shown(reader: Reader) -> None:
    (export,) = (export for export in SHOP_PANELS if export.name == "shoper, customers")
    reading = reader.read(export.text)
    (guess,) = (guess for guess in reading.mapping.guesses if guess.header == "pesel")
    assert (guess.reason, guess.samples) == ("sensitive", ())
    assert "80010112345" not in str(reading.people)
