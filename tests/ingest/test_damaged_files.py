"""A good file with some bytes damaged is read or refused, whatever kind it is."""

from __future__ import annotations

import gzip

from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.errors import REFUSALS, WARNINGS, Problem, SegmentationError, describe
from segmentation.language import Language
from tests.ingest.hostile_files import honest_rows, ods, xls, xlsb, xlsx, zip_of
from tests.ingest.reading import Reader, Reading

TEXT = "Numer;Data;E-mail;Produkt;Kwota\n" + "".join(
    f"{n};2026-03-{n:02};k{n % 4}@b.pl;Kubek „Świt” {n};{n * 10},50\n" for n in range(1, 15)
)
ROWS: list[list[str | float]] = [
    ["Order ID", "Order date", "Total", "Email"],
    ["7", "2026-03-05", 12.5, "anna@example.com"],
]
TEXTS = [[str(cell) for cell in row] for row in ROWS]
FLAT = [
    TEXT.encode(),
    TEXT.encode("cp1250"),
    TEXT.encode("utf-16"),
    TEXT.replace(";", '";"').replace("\n", '"\r\n"').encode(),
    ("Raport\n\n" + TEXT + ";;;Razem;1\n\nWygenerowano\n").encode("utf-8-sig"),
    gzip.compress(TEXT.encode()),
    zip_of({"a.csv": TEXT, "b.csv": TEXT}),
]
OPENED = [
    xlsx(honest_rows(3)),
    xls(ROWS),
    xlsb(ROWS),
    ods(TEXTS),
    ("<table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in TEXTS) + "</table>").encode(),
]
SPLINTERS = st.sampled_from(
    [b"", b"\0", b'"', b"\n", b"\r", b";", b"\xff\xfe", b"\xe2\x80\x8b", b"'", b"<td>", b"\x80\x80"]
) | st.binary(max_size=4)  # fmt: skip
DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), SPLINTERS), min_size=1, max_size=12
)


def damaged(content: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    """The content with bytes taken out and others put in at some places."""
    for place, length, splinter in damage:
        at = int(place * len(content))
        content = content[:at] + splinter + content[at + length :]
    return content


def read(reader: Reader, content: bytes) -> None:
    problem: Problem | None = None
    readings: list[Reading] = []
    try:
        readings = reader.read_all(content)
    except SegmentationError as error:
        problem = error.problem
    assert readings or (problem and describe(problem, Language("en")))
    for reading in readings:
        report = reading.report
        assert report.rows == report.rows_kept + report.rows_refused > 0
        assert {refusal.reason for refusal in report.refusals} <= REFUSALS.keys()
        assert set(report.warnings) <= WARNINGS.keys()


@settings(max_examples=25, deadline=None)
@given(content=st.sampled_from(FLAT), damage=DAMAGE)
def test_damaged_texts_and_archives(
    reader: Reader, content: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    read(reader, damaged(content, damage))


@settings(max_examples=12, deadline=None)
@given(content=st.sampled_from(OPENED), damage=DAMAGE)
def test_damaged_workbooks_and_pages(
    reader: Reader, content: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    read(reader, damaged(content, damage))
