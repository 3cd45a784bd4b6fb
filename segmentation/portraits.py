"""Drawn portraits for persona cards: round SVG pictures, put together from parts.

A portrait shows an invented person, never a customer. Age and gender are drawn only where
the data have them and one of them clearly prevails; otherwise the figure is neutral.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from segmentation.language import Language, mark
from segmentation.portrait_parts import (
    BEARD,
    DRESS,
    EARRINGS,
    GLASSES,
    HAIR,
    LINES,
    MOUSTACHE,
)
from segmentation.profiles import Profile
from segmentation.traits import has_value, is_described, is_shared

Age = Literal["young", "adult", "older", "any"]
Gender = Literal["female", "male", "neutral"]

KNOWN_ENOUGH = 0.5  # age and gender are drawn only if at least half of the customers have one
PREDOMINANT = 0.75  # gender is drawn only from this share of the segment on
YOUNG_BELOW = 32.0
OLDER_FROM = 60.0

ALT_TEXTS: dict[tuple[Age, Gender], str] = {
    ("any", "neutral"): mark("Drawn portrait of a person"),
    ("any", "female"): mark("Drawn portrait of a woman"),
    ("any", "male"): mark("Drawn portrait of a man"),
    ("young", "neutral"): mark("Drawn portrait of a young person"),
    ("young", "female"): mark("Drawn portrait of a young woman"),
    ("young", "male"): mark("Drawn portrait of a young man"),
    ("adult", "neutral"): mark("Drawn portrait of a middle-aged person"),
    ("adult", "female"): mark("Drawn portrait of a middle-aged woman"),
    ("adult", "male"): mark("Drawn portrait of a middle-aged man"),
    ("older", "neutral"): mark("Drawn portrait of an older person"),
    ("older", "female"): mark("Drawn portrait of an older woman"),
    ("older", "male"): mark("Drawn portrait of an older man"),
}

HAIR_WORDS: dict[str, str] = {
    "short": mark("short hair"),
    "crop": mark("very short hair"),
    "swept": mark("hair combed to the side"),
    "curly": mark("curly hair"),
    "afro": mark("full curly hair"),
    "bob": mark("chin-length hair"),
    "page": mark("straight hair with bangs"),
    "long": mark("long hair"),
    "wavy": mark("wavy hair"),
    "bun": mark("hair in a bun"),
    "balding": mark("balding head"),
    "beanie": mark("knitted hat"),
    "headscarf": mark("headscarf"),
    "kerchief": mark("kerchief"),
    "plaits": mark("braids"),
    "pixie": mark("short hair with bangs"),
    "ponytail": mark("ponytail"),
    "locs": mark("dreadlocks"),
    "cap": mark("flat cap"),
    "sun_hat": mark("straw hat"),
}


@dataclass(frozen=True)
class Portrait:
    """One figure: the parts it is drawn from."""

    key: str
    age: Age
    gender: Gender
    skin: str
    hair: str
    hair_color: str
    dress: str
    glasses: bool = False
    beard: bool = False
    moustache: bool = False
    earrings: bool = False

    def alt(self, language: Language) -> str:
        """The alternative text: who, and by what to tell them from others."""
        signs = [language.tr(HAIR_WORDS[self.hair])]
        if self.glasses:
            signs.append(language.tr("glasses"))
        if self.beard:
            signs.append(language.tr("beard"))
        if self.moustache:
            signs.append(language.tr("mustache"))
        who = language.tr(ALT_TEXTS[self.age, self.gender])
        return language.tr("{label}: {value}", label=who, value=", ".join(signs))


_FAIR, _LIGHT, _OLIVE, _BROWN, _DARK = "#F7D7BF", "#EDBE97", "#D6A077", "#A9724B", "#7A4C30"
_BLACK, _UMBER, _CHESTNUT, _COPPER, _STRAW = "#2A2322", "#4A332A", "#774A2D", "#A8562B", "#D5AE68"
_GREY, _SILVER, _WHITE = "#8E8C8A", "#B9B8B5", "#E6E4E0"

PORTRAITS: tuple[Portrait, ...] = (
    Portrait("waves", "any", "neutral", _LIGHT, "wavy", _CHESTNUT, "crew"),
    Portrait("curls", "any", "neutral", _BROWN, "curly", _BLACK, "hood"),
    Portrait("sweep", "any", "neutral", _FAIR, "swept", _STRAW, "collar"),
    Portrait("crop", "any", "neutral", _OLIVE, "crop", _BLACK, "turtleneck", glasses=True),
    Portrait("beanie", "any", "neutral", _FAIR, "beanie", _COPPER, "crew"),
    Portrait("page", "any", "neutral", _LIGHT, "page", _UMBER, "vest"),
    Portrait("halo", "any", "neutral", _DARK, "afro", _BLACK, "collar"),
    Portrait("fringe", "any", "neutral", _OLIVE, "page", _CHESTNUT, "hood", glasses=True),
    Portrait("locs", "any", "neutral", _BROWN, "locs", _UMBER, "crew"),
    Portrait("straw_hat", "any", "neutral", _LIGHT, "sun_hat", _CHESTNUT, "vest"),
    Portrait("young_beanie", "young", "neutral", _OLIVE, "beanie", _BLACK, "hood"),
    Portrait("young_curls", "young", "neutral", _LIGHT, "curly", _COPPER, "crew"),
    Portrait("young_sweep", "young", "neutral", _BROWN, "swept", _BLACK, "hood"),
    Portrait("adult_waves", "adult", "neutral", _FAIR, "wavy", _UMBER, "collar", glasses=True),
    Portrait("adult_crop", "adult", "neutral", _BROWN, "crop", _BLACK, "vest"),
    Portrait("adult_sweep", "adult", "neutral", _LIGHT, "swept", _CHESTNUT, "turtleneck"),
    Portrait("older_crop", "older", "neutral", _LIGHT, "crop", _SILVER, "vest", glasses=True),
    Portrait("older_waves", "older", "neutral", _OLIVE, "wavy", _GREY, "collar"),
    Portrait("older_sweep", "older", "neutral", _FAIR, "swept", _WHITE, "turtleneck"),
    Portrait("woman_bob", "any", "female", _LIGHT, "bob", _CHESTNUT, "crew"),
    Portrait("woman_afro", "any", "female", _BROWN, "afro", _BLACK, "vest"),
    Portrait("woman_headscarf", "any", "female", _OLIVE, "headscarf", _BLACK, "crew"),
    Portrait("woman_tail_any", "any", "female", _FAIR, "ponytail", _STRAW, "collar", glasses=True),
    Portrait("woman_long", "young", "female", _FAIR, "long", _STRAW, "crew"),
    Portrait("woman_tail", "young", "female", _OLIVE, "bun", _UMBER, "hood"),
    Portrait("woman_plaits", "young", "female", _FAIR, "plaits", _COPPER, "vest"),
    Portrait("woman_curls", "young", "female", _DARK, "curly", _BLACK, "crew", earrings=True),
    Portrait("woman_adult_bob", "adult", "female", _FAIR, "bob", _COPPER, "collar"),
    Portrait("woman_adult_long", "adult", "female", _LIGHT, "long", _UMBER, "vest", glasses=True),
    Portrait("woman_adult_hat", "adult", "female", _LIGHT, "sun_hat", _STRAW, "crew"),
    Portrait("woman_adult_locs", "adult", "female", _BROWN, "locs", _BLACK, "turtleneck"),
    Portrait("woman_older_bun", "older", "female", _FAIR, "bun", _SILVER, "collar", glasses=True),
    Portrait("woman_older_bob", "older", "female", _LIGHT, "bob", _WHITE, "turtleneck"),
    Portrait("woman_older_kerchief", "older", "female", _FAIR, "kerchief", _GREY, "vest"),
    Portrait(
        "woman_older_pixie", "older", "female", _BROWN, "pixie", _SILVER, "crew", earrings=True
    ),
    Portrait("man_short", "any", "male", _OLIVE, "short", _UMBER, "collar"),
    Portrait("man_beard", "any", "male", _LIGHT, "short", _CHESTNUT, "crew", beard=True),
    Portrait("man_locs", "any", "male", _DARK, "locs", _BLACK, "hood", beard=True),
    Portrait("man_young", "young", "male", _FAIR, "swept", _CHESTNUT, "hood"),
    Portrait("man_young_curls", "young", "male", _BROWN, "curly", _BLACK, "crew"),
    Portrait("man_young_beanie", "young", "male", _LIGHT, "beanie", _STRAW, "vest"),
    Portrait("man_adult", "adult", "male", _LIGHT, "short", _BLACK, "collar", glasses=True),
    Portrait("man_adult_beard", "adult", "male", _OLIVE, "crop", _UMBER, "vest", beard=True),
    Portrait("man_moustache", "adult", "male", _FAIR, "short", _COPPER, "vest", moustache=True),
    Portrait("man_bald", "adult", "male", _BROWN, "balding", _BLACK, "turtleneck"),
    Portrait("man_older", "older", "male", _FAIR, "balding", _SILVER, "collar", glasses=True),
    Portrait("man_older_beard", "older", "male", _LIGHT, "short", _WHITE, "vest", beard=True),
    Portrait("man_older_cap", "older", "male", _OLIVE, "cap", _GREY, "collar", moustache=True),
)
PORTRAIT = {portrait.key: portrait for portrait in PORTRAITS}


def choose_portraits(
    profiles: Sequence[Profile],
    slots: Sequence[int],
    chosen: Mapping[str, str] | None = None,
) -> tuple[Portrait, ...]:
    """A portrait for each segment: the owner's choice, else one that suits the data.

    ``chosen`` holds keys of :data:`PORTRAIT` by segment id, ``slots`` are the colors of the
    segments: these follow the same people, so that a face stays with them as well. Age and
    gender count where they are known. No two segments have the same face as long as there is
    another that claims no more than the data say. Very small ones get one that gives nothing away.
    """
    wanted = chosen or {}
    picked = {
        place: PORTRAIT[wanted[profile.segment_id]]
        for place, profile in enumerate(profiles)
        if wanted.get(profile.segment_id) in PORTRAIT
    }
    used = {portrait.key for portrait in picked.values()}
    left = sorted(set(range(len(profiles))) - set(picked), key=lambda i: (slots[i], i))
    # Who can have the usual face has it, so that a choice moves nobody but who stood there.
    for place in left:
        usual = next(_suitable(profiles[place], slots[place]))
        if usual.key not in used:
            picked[place] = usual
            used.add(usual.key)
    for place in left:
        if place not in picked:
            suitable = list(_suitable(profiles[place], slots[place]))
            picked[place] = next((one for one in suitable if one.key not in used), suitable[0])
            used.add(picked[place].key)
    return tuple(picked[place] for place in range(len(profiles)))


def _suitable(profile: Profile, slot: int) -> Iterator[Portrait]:
    """The portraits that suit, counted off from ``slot``; then those that say less."""
    described = is_described(profile)
    age = _age(profile) if described else "any"
    gender = _gender(profile) if described else "neutral"
    circles: dict[tuple[Age, Gender], None] = dict.fromkeys(
        ((age, gender), (age, "neutral"), ("any", gender), ("any", "neutral"))
    )
    for circle in circles:
        suitable = [one for one in PORTRAITS if (one.age, one.gender) == circle]
        start = slot % len(suitable)
        yield from suitable[start:] + suitable[:start]


def _age(profile: Profile) -> Age:
    trait = profile.number("age")
    if trait is None or not has_value(trait) or trait.variable.coverage < KNOWN_ENOUGH:
        return "any"
    years = trait.median_in_segment
    if years < YOUNG_BELOW:
        return "young"
    return "older" if years >= OLDER_FROM else "adult"


def _gender(profile: Profile) -> Gender:
    for trait in filter(is_shared, profile.levels_of("gender")):
        if trait.share_in_segment >= PREDOMINANT and trait.variable.coverage >= KNOWN_ENOUGH:
            if trait.level == "female":
                return "female"
            if trait.level == "male":
                return "male"
    return "neutral"


def portrait_svg(kind: str, color: str) -> str:
    """The portrait with key ``kind`` as SVG text, 96 by 96, on a tint of ``color`` (#RRGGBB)."""
    person = PORTRAIT[kind]
    older = person.age == "older"
    inks = {
        "c": color,
        "k": _blend(color, "#000000", 0.22),
        "l": _blend(color, "#FFFFFF", 0.62),
        "h": person.hair_color,
        "d": _blend(person.hair_color, "#000000", 0.18),
        "s": _blend(person.skin, "#A0502A", 0.34),
        "line": _blend(person.skin, "#5A2E1A", 0.2),
        "skin": person.skin,
        "tint": _blend(color, "#FFFFFF", 0.72),
        "brow": _blend(person.hair_color, "#3A2A22", 0.45),
    }
    hair_behind, hair_before = HAIR[person.hair]
    dress_behind, dress_before = DRESS[person.dress]
    parts = (
        "<circle cx='48' cy='48' r='48' fill='{tint}'/>",
        "<clipPath id='round'><circle cx='48' cy='48' r='48'/></clipPath>",
        "<g clip-path='url(#round)'><g transform='translate(-6.7 -5) scale(1.14)'>",
        hair_behind,
        dress_behind,
        "<path fill='{s}' d='M41.5 54h13v15c0 6-13 6-13 0z'/>",
        dress_before,
        "<g fill='{skin}'><circle cx='32.5' cy='45' r='3.2'/>"
        "<circle cx='63.5' cy='45' r='3.2'/><ellipse cx='48' cy='43' rx='15.5' ry='18'/></g>",
        BEARD if person.beard else "",
        "<g fill='#2E2622'><circle cx='41.5' cy='43.5' r='1.7'/>"
        "<circle cx='54.5' cy='43.5' r='1.7'/></g>",
        "<g fill='none' stroke-linecap='round'><path stroke='{brow}' stroke-width='1.5' "
        "d='M38.5 38.2c2-1.3 4-1.3 5.5-.4M52 37.8c1.5-.9 3.5-.9 5.5.4'/>"
        "<path stroke='{s}' stroke-width='1.3' d='M48 45.5c-.8 1.7-1 2.7.8 3'/>"
        "<path stroke='#8A3F33' stroke-width='1.6' d='M43.5 53.5c2.5 2.3 6.5 2.3 9 0'/></g>",
        LINES if older else "",
        MOUSTACHE if person.moustache else "",
        hair_before,
        EARRINGS if person.earrings else "",
        GLASSES if person.glasses else "",
        "</g></g>",
    )
    drawing = "".join(parts).format(**inks).replace("'", '"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">'
        f"{drawing}</svg>"
    )


def _blend(color: str, other: str, share: float) -> str:
    """``color`` with ``share`` of ``other`` mixed in; both #RRGGBB."""
    pairs = ((int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
