"""Drawn portraits for persona cards: round SVG avatars, put together from parts.

A portrait shows an invented person, never a customer. Age and gender are drawn only where
the data have them and one of them clearly prevails; otherwise the figure is neutral.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.language import mark
from segmentation.profiles import Profile

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


@dataclass(frozen=True)
class Portrait:
    """One figure: the parts it is drawn from; ``alt`` is the msgid of its alternative text."""

    key: str
    age: Age
    gender: Gender
    skin: str
    hair: str
    hair_color: str
    dress: str
    glasses: bool = False
    beard: bool = False

    @property
    def alt(self) -> str:
        return ALT_TEXTS[self.age, self.gender]


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
    Portrait("woman_long", "young", "female", _FAIR, "long", _STRAW, "crew"),
    Portrait("woman_tail", "young", "female", _OLIVE, "bun", _UMBER, "hood"),
    Portrait("woman_adult_bob", "adult", "female", _FAIR, "bob", _COPPER, "collar"),
    Portrait("woman_adult_long", "adult", "female", _LIGHT, "long", _UMBER, "vest", glasses=True),
    Portrait("woman_older_bun", "older", "female", _FAIR, "bun", _SILVER, "collar", glasses=True),
    Portrait("woman_older_bob", "older", "female", _LIGHT, "bob", _WHITE, "turtleneck"),
    Portrait("man_short", "any", "male", _OLIVE, "short", _UMBER, "collar"),
    Portrait("man_beard", "any", "male", _LIGHT, "short", _CHESTNUT, "crew", beard=True),
    Portrait("man_young", "young", "male", _FAIR, "swept", _CHESTNUT, "hood"),
    Portrait("man_young_curls", "young", "male", _BROWN, "curly", _BLACK, "crew"),
    Portrait("man_adult", "adult", "male", _LIGHT, "short", _BLACK, "collar", glasses=True),
    Portrait("man_adult_beard", "adult", "male", _OLIVE, "crop", _UMBER, "vest", beard=True),
    Portrait("man_older", "older", "male", _FAIR, "balding", _SILVER, "collar", glasses=True),
    Portrait("man_older_beard", "older", "male", _LIGHT, "short", _WHITE, "vest", beard=True),
)
PORTRAIT = {portrait.key: portrait for portrait in PORTRAITS}

# Hair as (behind the head, in front of it); {h} is its colour, {d} a darker one, {c} the
# segment's colour. The head is an ellipse around (48, 43), 15.5 wide and 18 high each way.
_HAIR: dict[str, tuple[str, str]] = {
    "short": (
        "",
        "<path fill='{h}' d='M32 43C28 27 37 20 49 20c12 0 19 8 15 23-1-6-3-9-6-11-6 3-15 3-21 1"
        "-3 3-4 6-5 10z'/>",
    ),
    "crop": (
        "",
        "<path fill='{h}' d='M32.4 40C31 27 38 22.5 48 22.5S65 27 63.6 40c-1-4-2.4-6.5-4.6-8.2"
        "-7-2.3-15-2.3-22 0-2.2 1.7-3.6 4.2-4.6 8.2z'/>",
    ),
    "swept": (
        "",
        "<path fill='{h}' d='M32 44c-4-14 2-25 17-25 7 0 11 2 13 5 5 2 5 10 2 19-1-5-3-8-6-10"
        "-8 2-15-1-19-5 0 5-5 8-7 16z'/>",
    ),
    "curly": (
        "<g fill='{h}'><circle cx='33' cy='36' r='8'/><circle cx='63' cy='36' r='8'/></g>",
        "<g fill='{h}'><circle cx='35' cy='31' r='7'/><circle cx='41' cy='25' r='7.5'/>"
        "<circle cx='49' cy='23' r='8'/><circle cx='57' cy='26' r='7.5'/>"
        "<circle cx='62' cy='32' r='6.5'/><circle cx='45' cy='29' r='5'/>"
        "<circle cx='53' cy='29' r='5'/></g>",
    ),
    "afro": (
        "<circle cx='48' cy='35' r='25' fill='{h}'/>",
        "<path fill='{h}' d='M32.5 39C33 27 40 22 48 22s15 5 15.5 17C60 32 55 30 48 30s-12 2"
        "-15.5 9z'/>",
    ),
    "bob": (
        "<path fill='{d}' d='M27 60c-4-6-1-14 0-20 1-14 10-21 21-21s20 7 21 21c1 6 4 14 0 20-2 3"
        "-8 3-10 2H37c-2 1-8 1-10-2z'/>",
        "<path fill='{h}' d='M29 58c-3-7-2-14-1-20 2-12 10-18 20-18s18 6 20 18c1 6 2 13-1 20-3-4"
        "-3-10-4-15-1-6-4-9-7-11-6 5-14 7-21 7-1 6-2 14-6 19z'/>",
    ),
    "page": (
        "<path fill='{d}' d='M29 55V38c0-12 8-18 19-18s19 6 19 18v17z'/>",
        "<path fill='{h}' d='M29 54V38c0-12 8-18.5 19-18.5S67 26 67 38v16h-4.5l-.5-18.5"
        "c-9 1.5-19 1.5-28 0L33.5 54z'/>",
    ),
    "long": (
        "<path fill='{d}' d='M26 80c3-12 0-26 2-40 2-14 10-21 20-21s18 7 20 21c2 14-1 28 2 40z'/>",
        "<path fill='{h}' d='M28 72c1-10-1-22 0-33 1-13 10-19 20-19s19 6 20 19c1 11-1 23 0 33"
        "-4-9-4-21-5-30-1-5-4-9-8-12-4-1-8-1-12 0-6 4-9 8-10 14-1 9-1 19-5 28z'/>",
    ),
    "wavy": (
        "<path fill='{d}' d='M29 56c-4-5-3-10-1-15 0-14 8-22 20-22s20 8 20 22c2 5 3 10-1 15-3 3"
        "-7 2-9-1H38c-2 3-6 4-9 1z'/>",
        "<path fill='{h}' d='M31 54c-5-4-4-10-2-15 0-13 8-20 19-20s19 7 19 20c2 5 3 11-2 15-2-3"
        "-1-7-2-11-1-5-3-8-6-10-3-2-5-4-6-6-4 6-11 8-16 9-2 6-1 12-4 18z'/>",
    ),
    "bun": (
        "<circle cx='48' cy='16' r='8' fill='{d}'/>",
        "<path fill='{h}' d='M32 43C28 28 36 20 48 20s20 8 16 23c-2-8-7-13-16-13S34 35 32 43z'/>",
    ),
    "balding": (
        "<path fill='{h}' d='M30.5 47c-2-6-1-12 2-16h31c3 4 4 10 2 16z'/>",
        "<path fill='none' stroke='{h}' stroke-width='1.2' stroke-linecap='round' "
        "d='M40 28c5-3 11-3 16 0'/>",
    ),
    "beanie": (
        "<path fill='{h}' d='M30 52c-2-5-1-12 1-17h34c2 5 3 12 1 17l-4-6H34z'/>",
        "<path fill='{c}' d='M31 34c0-11 7-17 17-17s17 6 17 17z'/>"
        "<rect x='29.5' y='30' width='37' height='7' rx='3.5' fill='{c}'/>"
        "<path stroke='#fff' stroke-opacity='.25' stroke-width='1.2' "
        "d='M36 31v5M42 31v5M48 31v5M54 31v5M60 31v5'/>",
    ),
}

# Clothes as (behind the neck, in front of it); {c} is the segment's colour, {k} darker and
# {l} lighter than it.
_SHOULDERS = "M13 98c0-17 11-24 27-27h16c16 3 27 10 27 27z"
_DRESS: dict[str, tuple[str, str]] = {
    "crew": (
        "",
        f"<path fill='{{c}}' d='{_SHOULDERS}'/>"
        "<path fill='none' stroke='{k}' stroke-width='2' d='M39 71.5c2 7 16 7 18 0'/>",
    ),
    "collar": (
        "",
        f"<path fill='{{c}}' d='{_SHOULDERS}'/>"
        "<path fill='{l}' d='M40 69l8 9-9 5-5-11zM56 69l-8 9 9 5 5-11z'/>"
        "<path stroke='{k}' stroke-width='1.2' d='M48 79v18'/>",
    ),
    "vest": (
        "",
        f"<path fill='{{l}}' d='{_SHOULDERS}'/>"
        "<path fill='{c}' d='M24 77l15-6 9 16 9-16 15 6v21H24z'/>",
    ),
    "hood": (
        "<path fill='{k}' d='M30 76c2-9 8-12 18-12s16 3 18 12l-6 4H36z'/>",
        f"<path fill='{{c}}' d='{_SHOULDERS}'/>"
        "<path stroke='{l}' stroke-width='1.6' stroke-linecap='round' d='M43 78v8M53 78v8'/>",
    ),
    "turtleneck": (
        "",
        f"<path fill='{{c}}' d='{_SHOULDERS}'/>"
        "<rect x='38.5' y='62' width='19' height='12' rx='4' fill='{k}'/>",
    ),
}
_GLASSES = (
    "<g fill='#fff' fill-opacity='.22' stroke='#33302E' stroke-width='1.3'>"
    "<circle cx='41.5' cy='43.5' r='4.8'/><circle cx='54.5' cy='43.5' r='4.8'/>"
    "<path fill='none' d='M46.3 43c1-1 2.4-1 3.4 0M36.7 43l-3.5-1M59.3 43l3.5-1'/></g>"
)
_BEARD = (
    "<path fill='{h}' d='M32.8 45c1 13 5 20 15.2 20s14.2-7 15.2-20c-2 5-4 7-7 7.5-3-1.7-13.4"
    "-1.7-16.4 0-3-.5-5-2.5-7-7.5z'/>"
)
_LINES = (
    "<path fill='none' stroke='{line}' stroke-width='1' stroke-linecap='round' "
    "d='M40.3 50.5c-1 .9-1.5 2-1.5 3.2M55.7 50.5c1 .9 1.5 2 1.5 3.2M42 31.5c4-1 8-1 12 0'/>"
)


def choose_portrait(profile: Profile) -> Portrait:
    """The portrait that suits a segment: its age and gender if known, else a neutral one.

    Segments of one shop that are alike in age and gender get different figures as far as
    there are any, because the figure is counted off by the segment's number.
    """
    age, gender = _age(profile), _gender(profile)
    suitable = [p for p in PORTRAITS if p.age == age and p.gender == gender]
    number = int(profile.segment_id) - 1 if profile.segment_id.isdecimal() else 0
    return suitable[number % len(suitable)]


def neutral_portrait(profile: Profile) -> Portrait:
    """A portrait that gives nothing away, for segments too small to describe."""
    neutral = [p for p in PORTRAITS if p.age == "any" and p.gender == "neutral"]
    number = int(profile.segment_id) - 1 if profile.segment_id.isdecimal() else 0
    return neutral[number % len(neutral)]


def _age(profile: Profile) -> Age:
    trait = profile.number("age")
    if trait is None or trait.variable.coverage < KNOWN_ENOUGH:
        return "any"
    years = trait.median_in_segment
    if years < YOUNG_BELOW:
        return "young"
    return "older" if years >= OLDER_FROM else "adult"


def _gender(profile: Profile) -> Gender:
    for trait in profile.levels_of("gender"):
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
    hair_behind, hair_before = _HAIR[person.hair]
    dress_behind, dress_before = _DRESS[person.dress]
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
        _BEARD if person.beard else "",
        "<g fill='#2E2622'><circle cx='41.5' cy='43.5' r='1.7'/>"
        "<circle cx='54.5' cy='43.5' r='1.7'/></g>",
        "<g fill='none' stroke-linecap='round'><path stroke='{brow}' stroke-width='1.5' "
        "d='M38.5 38.2c2-1.3 4-1.3 5.5-.4M52 37.8c1.5-.9 3.5-.9 5.5.4'/>"
        "<path stroke='{s}' stroke-width='1.3' d='M48 45.5c-.8 1.7-1 2.7.8 3'/>"
        "<path stroke='#8A3F33' stroke-width='1.6' d='M43.5 53.5c2.5 2.3 6.5 2.3 9 0'/></g>",
        _LINES if older else "",
        hair_before,
        _GLASSES if person.glasses else "",
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
