"""Files that a visitor gave, read one after the other in a thread of their own.

The thread knows nothing of the page: it writes to these objects, and any run of any page may
look at them. So the owner can walk on while files are read, and nothing is lost.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterable
from pathlib import Path

from segmentation.errors import Problem, SegmentationError
from segmentation.ingest.first_look import FirstLook, look_at
from segmentation.ingest.progress import Progress
from segmentation.shop import Shop

_LOOK_FROM = 256 << 10  # bytes: smaller files are read as fast as looked at


class Arrival:
    """One file on its way into the shop, written to by the thread alone."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path, self.size = name, path, path.stat().st_size
        self.progress = Progress()
        self.look: FirstLook | None = None
        self.problem: Problem | None = None
        self.done = False


class Arrivals:
    """The files of one shop that wait, are read, or could not be read."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.files: tuple[Arrival, ...] = ()
        self._folder = Path(tempfile.mkdtemp(prefix="segmentation-upload-"))
        self._thread: threading.Thread | None = None
        self._fault: BaseException | None = None
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    @property
    def busy(self) -> bool:
        """Whether files are being read or counted."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def counting(self) -> bool:
        """Whether all files are read and only the counting is left."""
        return self.busy and all(file.done for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some of the files are not there."""
        return tuple(file.problem for file in self.files if file.problem)

    def take(self, files: Iterable[tuple[str, bytes | memoryview]]) -> None:
        """Begin to read (name, content); they wait on disk, not in memory."""
        self.wait()
        kept = []
        for number, (name, content) in enumerate(files):
            path = self._folder / str(number)
            path.write_bytes(content)
            kept.append(Arrival(name, path))
        self.files = tuple(kept)
        self._thread = threading.Thread(target=self._read_all, name="reading", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until all is read, at most ``seconds``; returns whether it is.

        Raises what went wrong in the thread, if it was our own fault.
        """
        if self._thread:
            self._thread.join(seconds)
        if self._fault and not self.busy:
            fault, self._fault = self._fault, None
            raise fault
        return not self.busy

    def stop(self) -> None:
        """Stop all files that are not read yet, and wait until nothing runs."""
        for file in self.files:
            file.progress.stop()
        if self._thread:
            self._thread.join()

    def clear(self) -> None:
        """Forget the files that are done with."""
        if not self.busy:
            self.files = ()

    def _read_all(self) -> None:
        try:
            for file in self.files:
                if file.size >= _LOOK_FROM:
                    file.look = look_at(file.path, file.name)
            for file in self.files:
                self._read(file)
            if any(file.problem is None for file in self.files):
                self.shop.preview()
        except BaseException as error:  # told where somebody can see it
            self._fault = error
        finally:
            for file in self.files:
                file.path.unlink(missing_ok=True)

    def _read(self, file: Arrival) -> None:
        try:
            self.shop.read_file(file.path, file.name, progress=file.progress)
        except SegmentationError as error:
            file.problem = error.problem
        finally:
            file.path.unlink(missing_ok=True)
            file.done = True
