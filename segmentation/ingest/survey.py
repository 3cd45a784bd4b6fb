"""One quick pass over the bytes of a large text file: what would need care, and spread lines.

Large files are mostly tidy. Knowing that for sure saves looking for trouble in every cell.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from segmentation.ingest.progress import counted
from segmentation.ingest.values import INVISIBLE, SPACES

_CHUNK = 1 << 17  # a chunk and its text stay in the processor's cache
_TAIL = 1 << 20
_PLACES, _LINES_EACH = 128, 32  # of the sample
_CONTROLS = bytes(byte for byte in (*range(32), 127) if byte not in b"\t\n\r")
_OTHERS = bytes(byte for byte in range(256) if byte not in _CONTROLS)
_ODD = re.compile(
    b"|".join(re.escape(sign.encode()) for sign in SPACES + INVISIBLE if not sign.isascii())
)
_LEADS = tuple({sign.encode()[:1] for sign in SPACES + INVISIBLE if not sign.isascii()})


@dataclass(frozen=True)
class Survey:
    """What a pass over a UTF-8 file found.

    ``regular``: no NUL, no lone carriage return, no blank line inside quotes' reach.
    ``quoted``: some cell may hold line breaks, so that ``lines`` is not the number of rows.
    ``tidy``: no control, invisible or unusual space character. ``tabs``: there are any.
    ``lines`` goes up to the last with content. ``sample`` holds whole lines
    from all over the file, from the second on (of a quoted cell perhaps only a part).
    """

    utf8: bool
    regular: bool
    quoted: bool
    tidy: bool
    tabs: bool
    lines: int
    sample: tuple[str, ...]


def survey_text(path: Path) -> Survey:
    """Look over the file at ``path`` once, a chunk at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, regular, quoted, tidy, tabs = True, True, False, True, False
    lines, previous = 0, b"\n"
    with path.open("rb") as file:
        for chunk in counted(iter(partial(file.read, _CHUNK), b""), path.stat().st_size):
            ascii_only = chunk.isascii()
            try:
                if not ascii_only or decoder.getstate()[0]:
                    decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
                break
            quoted = quoted or b'"' in chunk
            regular = regular and not _is_irregular(previous[-3:] + chunk, quoted)
            tidy = tidy and not _is_untidy(chunk, ascii_only)
            tabs = tabs or b"\t" in chunk
            lines += chunk.count(b"\n")
            previous = chunk
    lines += 1 - _tail(path)
    return Survey(utf8, regular, quoted, tidy, tabs, lines, tuple(_spread_lines(path)))


def _spread_lines(path: Path) -> Iterator[str]:
    """Whole lines from places all over the file, each line once."""
    size = path.stat().st_size
    with path.open("rb") as file:
        for place in range(_PLACES):
            start = size * place // _PLACES
            if start < file.tell():  # in the lines taken before
                continue
            file.seek(start)
            file.readline()
            for line in islice(file, _LINES_EACH):
                yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _tail(path: Path) -> int:
    """How many line feeds end the file without anything but separators between them."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    return tail[len(tail.rstrip(b"\r\n;,\t| ")) :].count(b"\n")


def _is_irregular(chunk: bytes, quoted: bool) -> bool:
    """What a plain reader stumbles over. Without quotes a blank line shows in the row count."""
    if b"\0" in chunk or (quoted and b"\n\n" in chunk):
        return True
    if b"\r" not in chunk:
        return False
    lone = chunk.count(b"\r") - chunk.count(b"\r\n") - chunk.endswith(b"\r")
    return lone > 0 or (quoted and b"\n\r\n" in chunk)


def _is_untidy(chunk: bytes, ascii_only: bool) -> bool:
    if chunk.translate(None, _OTHERS):
        return True
    if ascii_only or not any(lead in chunk for lead in _LEADS):
        return False
    return _ODD.search(chunk) is not None
