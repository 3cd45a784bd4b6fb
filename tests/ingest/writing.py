"""Writes numbers, dates and workbooks in the forms that exports use."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import openpyxl

from segmentation.ingest.dates import DateForm

Rows = Sequence[Sequence[object]]
_MONTHS = {
    "english": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września "
    "października listopada grudnia",
    "russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
    "грудня",
    "german": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "german short": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "french": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "short": "Sty Lut Mar Kwi Maj Cze Lip Sie Wrz Paź Lis Gru",
    "roman": "I II III IV V VI VII VIII IX X XI XII",
}
_HALVED = ("american", "american short", "english")  # with morning and evening
DATE_SPELLINGS = (
    "iso",
    "offset",
    "offset apart",
    "dotted",
    "slashed",
    "american",
    "english",
    "month first",
    "doubled",
    "polish",
    "russian",
    "ukrainian",
    "german",
    "german short",
    "czech",
    "french",
    "spanish",
    "short",
    "roman",
    "weekday",
    "compact",
    "serial",
)


def write_number(
    cents: int, mark: str, group: str = "", unit: str = "", before: bool = False, minus: str = "-"
) -> str:
    """``cents`` hundredths with decimal mark and thousands mark (``other``: the other mark),
    a currency before or behind, and one of four ways to write a minus."""
    other = "," if mark == "." else "."
    whole, part = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", other if group == "other" else group) + f"{mark}{part:02}"
    text = f"{unit}{text}" if before else f"{text} {unit}".strip()
    if cents >= 0:
        return text
    if minus == "()":
        return f"({text})"
    return f"{text}-" if minus == "after" and not unit else f"{minus[:1].replace('a', '-')}{text}"


def write_date(day: date, seconds: int | None, form: str) -> tuple[str, datetime, DateForm]:
    """A date in a form of that name: its text, what it is, and how it must be read."""
    clock = None if seconds is None else (datetime.min + timedelta(seconds=seconds)).time()
    english = form in ("month first", "doubled")
    months = _MONTHS.get("english" if english else form, "").split()
    month = months[day.month - 1] if months else ""
    text, read_as = {
        "iso": (f"{day:%Y-%m-%d}", DateForm("ymd")),
        "dotted": (f"{day:%d.%m.%Y}", DateForm("dmy")),
        "slashed": (f"{day.day}/{day.month}/{day.year}", DateForm("dmy")),
        "american": (f"{day.month}/{day.day}/{day.year}", DateForm("mdy")),
        "dashed": (f"{day:%d-%m-%Y}", DateForm("dmy")),
        "dotted short": (f"{day.day}.{day.month}.{day:%y}", DateForm("dmy")),
        "slashed short": (f"{day:%d/%m/%y}", DateForm("dmy")),
        "american short": (f"{day:%m/%d/%y}", DateForm("mdy")),
        "english": (f"{month} {day.day}, {day.year}", DateForm("mdy", words=True)),
        "doubled": (f"{month} {day.day}, {day.year}", DateForm("mdy", words=True)),
        "month first": (f"{month}-{day.day:02}-{day:%y}", DateForm("mdy", words=True)),
        "polish": (f"{day.day} {month} {day.year}", DateForm("dmy", words=True)),
        "russian": (f"{day.day} {month} {day.year} г.", DateForm("dmy", words=True)),
        "ukrainian": (f"{day.day} {month} {day.year} р.", DateForm("dmy", words=True)),
        "german": (f"{day.day}. {month} {day.year}", DateForm("dmy", words=True)),
        "german short": (f"{day:%d}-{month}-{day:%y}", DateForm("dmy", words=True)),
        "czech": (f"{day.day}. {month} {day.year}", DateForm("dmy", words=True)),
        "french": (f"{day.day} {month} {day.year}", DateForm("dmy", words=True)),
        "spanish": (f"{day.day} de {month} de {day.year}", DateForm("dmy", words=True)),
        "short": (f"{day.day:02}-{month}-{day.year}", DateForm("dmy", words=True)),
        "roman": (f"{day.day}.{month}.{day.year} r.", DateForm("dmy", words=True)),
        "offset": (f"{day:%Y-%m-%dT}", DateForm("ymd")),
        "offset apart": (f"{day:%Y-%m-%d} ", DateForm("ymd")),
        "weekday": (f"pon., {day:%d.%m.%Y}", DateForm("dmy")),
        "compact": (f"{day:%Y%m%d}", DateForm("compact")),
        "serial": (str((day - date(1899, 12, 30)).days), DateForm("serial")),
    }[form]
    if form in ("offset", "offset apart"):
        offset = "+02:00" if form == "offset" else " +0200"
        return (
            f"{text}{clock or time():%H:%M:%S}{offset}",
            datetime.combine(day, clock or time()),
            read_as,
        )
    if form in ("compact", "serial"):
        clock = None
    if clock is not None and form == "doubled":  # 24 hours, with the half of the day
        text += f" {clock:%H:%M:%S %p}"
    elif clock is not None:
        text += f" {clock:%I:%M:%S %p}" if form in _HALVED else f" {clock:%H:%M:%S}"
    return text, datetime.combine(day, clock or time()), read_as


def write_workbook(
    sheets: Mapping[str, Rows], hidden: Sequence[str] = (), at: tuple[int, int] = (1, 1)
) -> bytes:
    """An .xlsx with these sheets, their first cell at row and column ``at``."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for down, row in enumerate(rows):
            for right, cell in enumerate(row):
                sheet.cell(at[0] + down, at[1] + right, cell)
        if title in hidden:
            sheet.sheet_state = "hidden"
    return save(book)


def save(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
