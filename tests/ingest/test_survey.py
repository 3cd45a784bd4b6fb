"""The quick pass over a large file: what it says of bytes, and the lines it takes along."""

from __future__ import annotations

import codecs
import random
from itertools import pairwise
from pathlib import Path

import pytest

from segmentation.ingest import survey
from segmentation.ingest.survey import survey_text


def _is_utf8(content: bytes) -> bool:
    """A file that breaks off within its last character is."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture(params=[4, 1 << 17])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file, looked over a few bytes or many at a time."""
    monkeypatch.setattr(survey, "_CHUNK", request.param)
    return tmp_path / "given.csv"


@pytest.mark.parametrize(
    "content",
    [b"plain", "żółw".encode(), "a€b😀c".encode(), b"\xc5", b"ab\xc5", b"\xc5 \x82", b"\xc5ab\x82",
     b"abc\xc5d\x82e", b"\x82abc", b"abcdefg\x82", b"\xe2\x82 \xac", "ąb".encode() * 9 + b"\xff",
     "ź".encode("cp1250")],
)  # fmt: skip
def test_only_utf8_passes_for_utf8(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert survey_text(path).utf8 == _is_utf8(content)


def test_no_damage_passes_for_utf8(path: Path) -> None:
    chance, found = random.Random(1), set[bool]()
    for _ in range(300):
        text = "".join(chance.choice("aaaaaaaaaaaa,\nłźя€😀") for _ in range(chance.randint(2, 40)))
        content = bytearray(text.encode())
        for _ in range(chance.choice((0, 0, 1, 2))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        expected = _is_utf8(bytes(content))
        assert survey_text(path).utf8 == expected, content
        found.add(expected)
    assert found == {True, False}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("count", [2, 30, 500, 20_000])
def test_the_sample_holds_whole_lines_each_once_from_the_second_on(
    tmp_path: Path, end: str, count: int
) -> None:
    path = tmp_path / "given.csv"
    lines = [f"line {number}" for number in range(count)]
    path.write_bytes("".join(line + end for line in lines).encode())
    found = survey_text(path)
    numbers = [int(line.removeprefix("line ")) for line in found.sample]
    assert found.lines == count
    assert numbers == sorted(set(numbers))
    assert set(found.sample) <= set(lines)
    assert numbers[:29] == list(range(1, count))[:29]
    if count == 20_000:  # from all over the file
        assert len(numbers) > 3_000
        assert max(b - a for a, b in pairwise([*numbers, count])) < count / 50
