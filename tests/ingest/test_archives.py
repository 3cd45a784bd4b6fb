"""Archives that hold exports, and archives that hold harm."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from segmentation.errors import SegmentationError
from segmentation.ingest import archives
from tests.ingest.hostile_files import honest_rows, ole, with_lies, xlsx, zip_of
from tests.ingest.reading import Reader

ORDERS = "Order ID,Order date,Total,Email\n1,2026-03-05,12.5,anna@example.com\n"
CUSTOMERS = "Customer ID;Email;City\n7;anna@example.com;Łódź\n"


def problem(reader: Reader, content: bytes, name: str = "export.zip") -> tuple[str, str | None]:
    with pytest.raises(SegmentationError) as caught:
        reader.load(content, name)
    return caught.value.problem.id, caught.value.problem.file


def test_each_file_is_a_table_with_its_place_as_name(reader: Reader) -> None:
    content = zip_of(
        {"orders.csv": ORDERS, "sub/klienci.csv": CUSTOMERS.encode("cp1250"),
         "march.xlsx": xlsx(honest_rows(2)), "more.csv.txt": ORDERS.replace("1,", "2,")}
    )  # fmt: skip
    tables = reader.load(content, "export.zip")
    assert [raw.name for raw in tables] == [
        "export.zip/orders.csv",
        "export.zip/sub/klienci.csv",
        "export.zip/march.xlsx",
        "export.zip/more.csv.txt",
    ]
    assert [raw.rows for raw in tables] == [1, 1, 2, 1]
    assert len({raw.table for raw in tables}) == len({raw.fingerprint for raw in tables}) == 4
    assert all(raw.warnings == () for raw in tables)


def test_a_file_is_the_same_file_inside_an_archive(reader: Reader) -> None:
    (alone,) = reader.load(ORDERS)
    (packed,) = reader.load(zip_of({"a.csv": ORDERS}))
    (gzipped,) = reader.load(gzip.compress(ORDERS.encode()), "orders.csv.gz")
    assert alone.fingerprint == packed.fingerprint == gzipped.fingerprint
    assert gzipped.name == "orders.csv.gz"


def test_other_files_are_left_out_and_told(reader: Reader) -> None:
    (raw,) = reader.load(
        zip_of(
            {"orders.csv": ORDERS, "logo.png": b"\x89PNG\r\n", "offer.pdf": b"%PDF-1.7",
             "letter.doc": ole({"WordDocument": b"x"}), "readme.txt": "Hello\nThis is it\n"}
        )
    )  # fmt: skip
    assert (raw.rows, raw.warnings) == (1, ("archive_skipped",))


def test_what_systems_add_is_not_even_told(reader: Reader) -> None:
    content: dict[str, bytes | str] = {"orders.csv": ORDERS, "__MACOSX/._orders.csv": b"\x00\x05\x16", ".DS_Store": b"x",
               "empty.csv": "", "folder/": ""}  # fmt: skip
    (raw,) = reader.load(zip_of(content))
    assert raw.warnings == ()


def test_an_export_that_cannot_be_read_is_told_apart(reader: Reader) -> None:
    locked = ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    (raw,) = reader.load(zip_of({"orders.csv": ORDERS, "customers.xlsx": locked}))
    assert raw.warnings == ("archive_unread",)
    assert problem(reader, zip_of({"customers.xlsx": locked})) == (
        "password",
        "export.zip/customers.xlsx",
    )


@pytest.mark.parametrize("inner", [zip_of({"a.csv": ORDERS}), gzip.compress(ORDERS.encode())])
def test_archives_in_archives_are_refused(reader: Reader, inner: bytes) -> None:
    nested = zip_of({"orders.csv": ORDERS, "old.zip": inner})
    assert problem(reader, nested) == ("nested_archive", "export.zip/old.zip")
    assert problem(reader, gzip.compress(inner))[0] == "nested_archive"


@pytest.mark.parametrize("content", [zip_of({}), zip_of({"a.png": b"\x89PNG", "b.pdf": b"%PDF"})])
def test_archives_without_a_table_say_so(reader: Reader, content: bytes) -> None:
    assert problem(reader, content) == ("no_table_in_archive", "export.zip")


def test_archives_of_other_kinds_say_so(reader: Reader) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("orders.csv"))
    for content in (file.getvalue(), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"):
        assert problem(reader, content)[0] == "unsupported_archive"


def test_a_bomb_is_not_unpacked(reader: Reader, tmp_path: Path) -> None:
    bomb = zip_of({"orders.csv": b"a,b\n" * (15 << 20)})
    assert problem(reader, bomb) == ("too_dense", "export.zip")
    assert problem(reader, gzip.compress(b"a,b\n" * (15 << 20)))[0] == "too_dense"
    assert problem(reader, zip_of({f"{n}.csv": "" for n in range(2001)}))[0] == "too_many_files"


def test_a_directory_that_lies_is_found_out(reader: Reader) -> None:
    assert problem(reader, with_lies(zip_of({"a.csv": ORDERS * 9}), "a.csv", 40))[0] == "damaged"


def test_the_whole_is_bounded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_LIMIT_MB", 1)
    large = ORDERS + "".join(f"{n},2026-03-05,1,c{n}@example.com\n" for n in range(30_000))
    assert problem(reader, gzip.compress(large.encode()))[0] == "too_large"


def test_a_cut_or_broken_archive_is_damaged(reader: Reader) -> None:
    packed = gzip.compress(ORDERS.encode())
    assert problem(reader, packed[:-12])[0] == "damaged"
    broken = bytearray(zip_of({"a.csv": ORDERS}, zipfile.ZIP_STORED))
    broken[50] ^= 255
    assert problem(reader, bytes(broken))[0] == "damaged"


def test_a_password_is_told(reader: Reader) -> None:
    content = bytearray(zip_of({"a.csv": ORDERS}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    assert problem(reader, bytes(content)) == ("password_archive", "export.zip")


def test_names_inside_are_only_shown(reader: Reader) -> None:
    (raw,) = reader.load(zip_of({"../../../tmp/evil.csv": ORDERS}), "x.zip")
    assert raw.name == "x.zip/../../../tmp/evil.csv"
    assert not Path("/tmp/evil.csv").exists()
    old = zip_of({"zakazy.csv": ORDERS}).replace(b"zakazy", "заказы".encode("cp866"))
    assert reader.load(old, "x.zip")[0].name == "x.zip/заказы.csv"
