"""Words from the owner's files on their way into labels and captions that read Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&@/])")

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def plain(text: str) -> str:
    """``text`` so that Markdown shows it letter by letter, on one line.

    Spaces that hold an amount together stay.
    """
    return _SIGNS.sub(r"\\\1", _SPACES.sub(" ", text).strip())
