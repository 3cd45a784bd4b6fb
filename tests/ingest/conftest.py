"""One reader for all tests of reading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.reading import Reader


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = Reader(tmp_path_factory.mktemp("ingest"))
    yield reader
    reader.connection.close()
