"""Frozen dataclasses to JSON text and back, by their annotations; days as 2026-12-31."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")


def dump(value: object) -> str | None:
    """A frozen dataclass of plain fields, days, tuples and dataclasses as JSON; None stays None."""
    if value is None:
        return None
    return json.dumps(asdict(value), ensure_ascii=False, default=_day)  # type: ignore[call-overload]


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not kept")


def load(kind: type[T], text: str) -> T:
    """The dataclass ``kind`` that :func:`dump` wrote; fields it lacks get their defaults."""
    made: T = _build(kind, json.loads(text))
    return made


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        inner = [part for part in typing.get_args(kind) if part is not type(None)]
        return _build(inner[0], value)
    if origin is tuple:
        parts = typing.get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_build(parts[0], item) for item in value)
        return tuple(_build(part, item) for part, item in zip(parts, value, strict=True))
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        known = (field.name for field in fields(kind) if field.name in value)
        return kind(**{name: _build(hints[name], value[name]) for name in known})
    return value
