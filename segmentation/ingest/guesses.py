"""What one column of a file was taken for, with the reason, and what only the owner knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["owner", "remembered", "platform", "header", "values", "unknown", "empty", "taken",
                 "sensitive"]  # fmt: skip


@dataclass(frozen=True)
class ColumnGuess:
    """One column of a file: what it was taken for (None = left out), how surely, and why."""

    header: str
    column: str
    meaning: str | None
    confidence: float
    reason: Reason
    filled: float
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """Two columns fit one meaning nearly as well: ``headers``, the one taken first."""

    meaning: str
    headers: tuple[str, ...]
