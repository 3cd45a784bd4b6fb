"""Old Office files told by their streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from segmentation.ingest.old_office import OldOffice, look_inside
from tests.ingest.hostile_files import ole, xls

ROWS: list[list[str | float]] = [["Order ID", "Total"], ["1", 12.5]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (xls(ROWS), OldOffice.WORKBOOK),
        (xls(ROWS, protected=True), OldOffice.PROTECTED),
        (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), OldOffice.PROTECTED),
        (ole({"WordDocument": b"x"}), OldOffice.OTHER),
        (ole({f"Stream {n}": b"x" for n in range(9)} | {"Book": b"\x09\x08"}), OldOffice.WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 504, OldOffice.OTHER),
        (b"\xd0\xcf\x11\xe0", OldOffice.OTHER),
    ],
    ids=["workbook", "old password", "new password", "word", "excel 95", "damaged", "cut"],
)
def test_what_it_holds(tmp_path: Path, content: bytes, expected: OldOffice) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert look_inside(path) == expected
