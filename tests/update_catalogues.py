"""Bring the catalogues up to date with the texts in the code.

Run ``python -m tests.update_catalogues``. New texts are added without translation, texts no
longer used are removed, translations stay. The order is that of first use and nothing depends
on the day, so a second run changes nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "segmentation" / "locales"
PLURAL_FORMS = {
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
}
FORMS = 3
# How many texts each function takes, first of all its arguments.
TEXTS_OF = {"tr": 1, "mark": 1, "plural": 2}


@dataclass(frozen=True)
class Text:
    """A text of the code; ``many`` is its plural, ``None`` where it has none."""

    one: str
    many: str | None
    file: str


def sources(root: Path = ROOT) -> tuple[Path, ...]:
    """The files that speak to the owner, in the order of the owner's walk."""
    walk = ("data", "segments", "results", "answers", "shared")
    pages = [path for section in walk for path in sorted((root / "pages" / section).glob("*.py"))]
    return (root / "app.py", *pages, *sorted((root / "segmentation").rglob("*.py")))


def _texts_of_call(call: ast.Call, file: str) -> Iterator[Text]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    arguments = call.args[: TEXTS_OF.get(name, 0)]
    found = [
        argument.value
        for argument in arguments
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    # A name or a table row was marked where it stands; a text put together here never was.
    glued = any(
        isinstance(argument, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp)
        for argument in arguments
    )
    if glued or 0 < len(found) < len(arguments) or (name == "mark" and not found):
        raise ValueError(f"{file}:{call.lineno}: {name}() needs its whole text in one piece")
    if found and found[0]:
        yield Text(found[0], found[1] if len(found) > 1 else None, file)


def find_texts(root: Path = ROOT) -> dict[str, Text]:
    """Every text of the code by its singular, in order of first use.

    Raises ValueError with file and line where a text cannot be extracted.
    """
    texts: dict[str, Text] = {}
    for path in sources(root):
        file = path.relative_to(root).as_posix()
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), file))
            if isinstance(node, ast.Call)
        ]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            for text in _texts_of_call(call, file):
                known = texts.get(text.one)
                if known is None or (known.many is None and text.many is not None):
                    texts[text.one] = text
    return texts


def read_catalogue(code: str) -> polib.POFile:
    """The catalogue of a language as it lies there; an empty one when there is none."""
    path = LOCALES / code / "LC_MESSAGES" / "messages.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def merge(code: str, old: polib.POFile, texts: dict[str, Text]) -> polib.POFile:
    """A catalogue of exactly ``texts``, with the translations that ``old`` has for them."""
    translated = {(entry.msgid, entry.msgid_plural or None): entry for entry in old}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": code,
        "Plural-Forms": PLURAL_FORMS[code],
    }
    for text in texts.values():
        entry = polib.POEntry(msgid=text.one, occurrences=[(text.file, "")])
        known = translated.get((text.one, text.many))
        if text.many is not None:
            entry.msgid_plural = text.many
            entry.msgstr_plural = known.msgstr_plural if known else dict.fromkeys(range(FORMS), "")
        elif known:
            entry.msgstr = known.msgstr
        if known:
            entry.flags, entry.tcomment = known.flags, known.tcomment
        catalogue.append(entry)
    return catalogue


def main() -> None:
    texts = find_texts()
    for code in PLURAL_FORMS:
        catalogue = merge(code, read_catalogue(code), texts)
        path = LOCALES / code / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{catalogue}\n", encoding="utf-8", newline="\n")
        print(
            f"{code}: {len(catalogue)} texts, {len(catalogue.untranslated_entries())} to translate"
        )


if __name__ == "__main__":
    main()
