"""How far the reading of a file has come, and the way to stop it, from another thread.

Whoever waits holds a :class:`Progress` and looks at its ``share``. Whoever reads asks for
:func:`current` and reports there. It is a variable of the thread's context, not an argument:
the loops that report lie deep below functions that have nothing else to do with it, and
where nobody waits a report costs next to nothing.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, Protocol, TypeVar

from segmentation.errors import fail

Stage = Literal["waiting", "open", "rows", "tables", "done"]

Part = TypeVar("Part", str, bytes)

_REPORT_EVERY = 1 << 18  # characters or bytes
_INTERRUPT_EVERY = 0.05  # seconds: an interrupt between two statements is lost
_MEASURED = ("enable_progress_bar_print = false", "enable_progress_bar = true",
             "progress_bar_time = 0")  # fmt: skip
_LEAST_EXPECTED = 0.5
_UNMEASURED = 0.95  # a stage without measure never looks finished


class Statements(Protocol):
    """What runs SQL: a DuckDB cursor."""

    def execute(self, query: str) -> object: ...

    def interrupt(self) -> None: ...

    def query_progress(self) -> float: ...


class Progress:
    """How far reading has come. One reader reports; any thread may look or stop.

    The reader enters stages that share the bar. Inside a stage the share is what was reported,
    else what the database says of its statement, else it follows the time that the stages
    before took for their parts.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._over = threading.Event()
        self._statements: Statements | None = None
        self._stage: Stage = "waiting"
        self._from = self._until = self._shown = 0.0
        self._part: float | None = None
        self._one_statement = False
        self._expected = _LEAST_EXPECTED
        self._began = self._entered = time.monotonic()

    # For those who wait

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def share(self) -> float:
        """The share done, 0 to 1; it never falls."""
        with self._lock:
            part = min(max(self._part_done(), 0.0), 1.0)
            self._shown = max(self._shown, self._from + (self._until - self._from) * part)
            return self._shown

    def _part_done(self) -> float:
        if self._part is not None:
            return self._part
        passed = (time.monotonic() - self._entered) / self._expected
        guessed = _UNMEASURED * (1 - math.exp(-1.5 * passed))
        if self._one_statement and self._statements:
            return max(guessed, self._statements.query_progress() / 100)
        return guessed

    @property
    def stopped(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the reader to stop; running statements are interrupted. Returns at once."""
        if not self._stop.is_set():
            self._stop.set()
            threading.Thread(target=self._interrupt, daemon=True).start()

    def _interrupt(self) -> None:
        while not self._over.is_set():
            with self._lock:
                if self._statements:
                    self._statements.interrupt()
            self._over.wait(_INTERRUPT_EVERY)

    # For the reader

    def enter(
        self, stage: Stage, until: float, *, seconds: float | None = None,
        one_statement: bool = False,
    ) -> None:  # fmt: skip
        """Begin a stage that takes the bar to ``until``. Raises SegmentationError (stopped).

        ``seconds`` is how long it may take where the stages before do not tell;
        ``one_statement`` says that the database can measure most of it.
        """
        self.check()
        with self._lock:
            now = time.monotonic()
            if seconds is None and self._until > 0:
                seconds = (now - self._began) / self._until * (until - self._until)
            if until <= self._until:  # once more what was done before, in another way
                self._from, self._until = self.share, max(until, self.share)
            else:
                self._from, self._until = self._until, until
            self._stage = stage
            self._part, self._one_statement, self._entered = None, one_statement, now
            self._expected = max(seconds or 0.0, _LEAST_EXPECTED)

    def advance(self, part: float) -> None:
        """Report the part done of the current stage. Raises SegmentationError (stopped)."""
        self.check()
        self._part = part

    def check(self) -> None:
        """Raises SegmentationError (stopped) when a stop was asked for."""
        if self._stop.is_set():
            raise fail("stopped")

    @contextmanager
    def running(self, statements: Statements) -> Iterator[None]:
        """While inside, a stop interrupts ``statements``, and their progress is known; never
        after."""
        for setting in _MEASURED:
            statements.execute(f"SET {setting}")
        with self._lock:
            self._statements = statements
        try:
            yield
        finally:
            with self._lock:
                self._statements = None

    @contextmanager
    def _followed(self) -> Iterator[None]:
        given = _CURRENT.set(self)
        self._began = self._entered = time.monotonic()
        try:
            yield
        finally:
            _CURRENT.reset(given)
            self._over.set()
            self._stage = "done"


_CURRENT: ContextVar[Progress | None] = ContextVar("progress", default=None)


def current() -> Progress:
    """Where the reader reports to; a progress that nobody sees when nobody waits."""
    return _CURRENT.get() or Progress()


@contextmanager
def reported_to(progress: Progress | None) -> Iterator[Progress]:
    """While inside, the reading in this thread reports to ``progress``."""
    if progress is None:
        yield current()
        return
    with progress._followed():
        yield progress


def counted(parts: Iterable[Part], size: int) -> Iterator[Part]:
    """The same parts of a file of ``size``, reported as they are taken.

    Raises SegmentationError (stopped).
    """
    progress, done, due = current(), 0, 0
    for part in parts:
        done += len(part)
        if done >= due:
            progress.advance(done / max(size, 1))
            due = done + _REPORT_EVERY
        yield part
