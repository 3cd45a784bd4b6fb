"""The parts of a persona as HTML, from which cards and views are put together.

They are HTML because their rows must line up. Whatever comes from the owner's files or hand
(names, levels, notes) passes ``html.escape`` on its way there.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from pages.shared.persona_style import variables
from segmentation.advice import Advice
from segmentation.advice_rules import BASES, TOPICS
from segmentation.edits import PersonaEdits
from segmentation.language import NO_BREAK_SPACE, Language
from segmentation.naming import SEPARATOR
from segmentation.personas import PersonaCard, TraitBar, figures

LONG_NAME = 56

_ROOMY = 10
_TIGHT = 12


def sheet(inside: str, slot: int, dark: bool, kind: str = "") -> str:
    """What all parts lie in: it brings the colors; ``kind`` is a class of the style."""
    classes = f"persona {kind}".strip()
    return f'<div class="{classes}" style="{variables(slot, dark)}">{inside}</div>'


def picture(card: PersonaCard) -> str:
    """The portrait with its alternative text."""
    drawn = base64.b64encode(card.portrait.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(card.portrait_alt)}">'


def heading(card: PersonaCard) -> str:
    """The name as a heading; a line never starts with the dot."""
    name = escape(card.name).replace(SEPARATOR, NO_BREAK_SPACE + SEPARATOR.lstrip())
    return f'<h2 class="{"long" if len(card.name) > LONG_NAME else ""}">{name}</h2>'


def tagline(card: PersonaCard) -> str:
    parts = (NO_BREAK_SPACE + SEPARATOR.lstrip()).join(
        f"<span>{escape(t)}</span>" for t in card.tagline.split(SEPARATOR)
    )
    return f'<p class="muted">{parts}</p>'


def motto(edits: PersonaEdits) -> str:
    """The owner's line, or nothing."""
    return f'<p class="motto">{escape(edits.motto)}</p>' if edits.motto else ""


def numbers(card: PersonaCard, language: Language, size: str) -> str:
    """The numbers in a row; ``size`` is a class that shrinks long ones."""
    cells = "".join(
        f'<div><dt class="muted">{escape(one.label)}</dt><dd class="value">{escape(one.value)}</dd>'
        f'<dd class="note muted">{escape(one.note)}</dd></div>'
        for one in figures(card, language)
    )
    return f'<dl class="persona-numbers {escape(size)}">{cells}</dl>'


def number_size(cards: Sequence[PersonaCard], language: Language) -> str:
    """One size for the numbers of all cards: the longest must fit a phone."""
    lengths = (len(one.value) for card in cards for one in figures(card, language))
    longest = max(lengths, default=0)
    if longest <= _ROOMY:
        return ""
    return "tight" if longest <= _TIGHT else "tiny"


def bars(card: PersonaCard, language: Language) -> str:
    """The traits against all customers, or nothing."""
    rows = "".join(bar_row(bar, language) for bar in card.bars)
    return f'<div class="persona-bars">{rows}</div>' if rows else ""


def bar_row(bar: TraitBar, language: Language) -> str:
    left, width = bar.drawn
    everyone = language.tr("usually {value}", value=bar.average)
    return (
        '<div class="persona-bar">'
        f'<div><span>{escape(bar.label)}</span><span class="muted">{escape(bar.word)}</span></div>'
        '<div class="persona-track" aria-hidden="true"><i class="rail"></i>'
        f'<i class="fill" style="left:{left:.1f}%;width:{width:.1f}%"></i>'
        f'<i class="middle"></i><i class="dot" style="left:{100 * bar.position:.1f}%"></i></div>'
        f"<div><span><b>{escape(bar.shown)}</b></span>"
        f'<span class="muted">{escape(everyone)}</span></div></div>'
    )


def facts(card: PersonaCard, language: Language) -> str:
    """What sets the persona apart, or nothing."""
    if not card.facts:
        return ""
    lines = listed(card.facts)
    title = escape(language.tr("Sets them apart"))
    return f'<div class="persona-part facts"><h3>{title}</h3>{lines}</div>'


def listed(lines: Sequence[str]) -> str:
    """The lines as a list; nothing where there are none."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def by_topic(card: PersonaCard) -> list[tuple[str, list[Advice]]]:
    """The labels of the topics there is advice on, in their order, each with its lines."""
    found = [
        (label, [line for line in card.advice if line.topic == topic])
        for topic, label in TOPICS.items()
    ]
    return [(label, lines) for label, lines in found if lines]


def advice_list(lines: Sequence[Advice], language: Language) -> str:
    """Advice, each line with the fact it rests on and what that is worth."""
    return "<ul>" + "".join(_advice(line, language) for line in lines) + "</ul>"


def _advice(line: Advice, language: Language) -> str:
    basis = escape(language.tr(BASES[line.basis]))
    return (
        f'<li>{escape(line.text)}<small class="muted"><span>{escape(line.because)}</span>'
        f'<span class="persona-basis {line.basis}">{basis}</span></small></li>'
    )
