"""Words from the owner's files on their way into labels and captions that read Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&@/])")


def plain(text: str) -> str:
    """``text`` so that Markdown shows it letter by letter, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
