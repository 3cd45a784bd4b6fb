"""Builds files that harm careless readers, and old or rare kinds of workbooks, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = ("Order ID", "Order date", "Total", "Email")


def zip_of(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def inline_row(number: int, cells: Iterable[tuple[str, str]]) -> str:
    """One row of a sheet from (column letters, text)."""
    written = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in cells
    )
    return f'<row r="{number}">{written}</row>'


def xlsx(
    rows: str,
    *,
    before: str = "",
    dimension: str = "",
    strings: str | None = None,
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A workbook of one sheet with these rows as XML; ``before`` stands above its root."""
    said = f'<dimension ref="{dimension}"/>' if dimension else ""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    shared = (
        f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f"{shared if strings is not None else ''}</Relationships>",
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}">{said}'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    return zip_of({**parts, **(more or {})})


def honest_rows(count: int) -> str:
    """A header and ``count`` orders as rows of a sheet."""
    orders = (
        (str(number), "2026-03-05", "12.50", f"c{number}@example.com")
        for number in range(1, count + 1)
    )
    return "".join(
        inline_row(number, zip("ABCD", cells, strict=True))
        for number, cells in enumerate(chain([HEADER], orders), start=1)
    )


def with_lies(content: bytes, entry: str, size: int) -> bytes:
    """A zip file whose directory says that ``entry`` unpacks to ``size`` bytes."""
    data = bytearray(content)
    name, at = entry.encode(), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        length = int.from_bytes(data[at + 28 : at + 30], "little")
        if data[at + 46 : at + 46 + length] == name:
            data[at + 24 : at + 28] = size.to_bytes(4, "little")
        at += 4
    return bytes(data)


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An old Office file holding these streams ([MS-CFB], sectors of 512 bytes)."""
    padded = {
        name: content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        for name, content in streams.items()
    }
    sectors = sum(len(content) for content in padded.values()) // 512
    directory_sectors = -(-(1 + len(padded)) * 128 // 512)
    fat_at = sectors + directory_sectors
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    fat: list[int] = []
    start = 0
    for number, (name, content) in enumerate(padded.items(), start=1):
        count = len(content) // 512
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        right = number + 1 if number < len(padded) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(content), right=right))
        start += count
    fat += [*range(sectors + 1, sectors + directory_sectors), 0xFFFFFFFE, 0xFFFFFFFD]
    assert len(fat) <= 128, "one sector of the allocation table is all this writes"
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
                     fat_at)  # fmt: skip
    header[80:512] = b"\xff" * 432
    body = b"".join(padded.values())
    listed = b"".join(entries).ljust(directory_sectors * 512, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return bytes(header) + body + listed + table


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF,
           right: int = 0xFFFFFFFF) -> bytes:  # fmt: skip
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text) + 2, kind, 1, 0xFFFFFFFF, right, child,
        bytes(16), 0, 0, 0, start, size,
    )  # fmt: skip


def xls(rows: Sequence[Sequence[str | float]], *, protected: bool = False, state: int = 0) -> bytes:
    """An Excel 97 workbook of one sheet ([MS-XLS]); ``state`` 1 hidden, 2 very hidden."""
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1996, 0, 6))
    password = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(range(48)))
    page = _record(0x42, struct.pack("<H", 1200))
    sheet = b"".join(
        _cell(down, right, value)
        for down, row in enumerate(rows)
        for right, value in enumerate(row)
    )
    wide = max(map(len, rows))
    size = _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    head = begin + (password if protected else b"") + page
    name = b"\x01\x01A\0"
    at = len(head) + len(_record(0x85, bytes(6) + name)) + len(_record(0x0A, b""))
    bound = _record(0x85, struct.pack("<IBB", at, state, 0) + name)
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6)) + size + sheet
    return ole({"Workbook": head + bound + _record(0x0A, b"") + body + _record(0x0A, b"")})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def xlsb(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A binary workbook of one sheet ([MS-XLSB])."""

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    listed = (156, struct.pack("<II", 0, 1) + wide("rId1") + wide("A"))
    book = _part([(131, b""), (143, b""), listed, (144, b""), (132, b"")])
    cells: list[tuple[int, bytes]] = [
        (129, b""),
        (148, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)),
        (145, b""),
    ]
    for down, row in enumerate(rows):
        cells.append((0, struct.pack("<IIHBBBI", down, 0, 300, 0, 0, 0, 0)))
        for right, value in enumerate(row):
            place = struct.pack("<II", right, 0)
            if isinstance(value, str):
                cells.append((6, place + wide(value)))
            else:
                cells.append((5, place + struct.pack("<d", value)))
    sheet = _part([*cells, (146, b""), (130, b"")])
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _part(records: Iterable[tuple[int, bytes]]) -> bytes:
    """Records of a binary part: the kind and the length in groups of seven bits."""
    out = bytearray()
    for kind, content in records:
        out += bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 127 else bytes([kind])
        length = len(content)
        while length > 127:
            out.append(length & 0x7F | 0x80)
            length >>= 7
        out.append(length)
        out += content
    return bytes(out)


def ods(rows: Sequence[Sequence[str]], name: str = "A") -> bytes:
    """An OpenDocument spreadsheet of one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    entries = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zip_of(entries, zipfile.ZIP_STORED)
