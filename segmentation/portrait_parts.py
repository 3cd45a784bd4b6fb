"""The parts that portraits are drawn from: pieces of SVG, as data."""

from __future__ import annotations

# Hair as (behind the head, in front of it); {h} is its colour, {d} a darker one, {c} the
# segment's colour. The head is an ellipse around (48, 43), 15.5 wide and 18 high each way.
HAIR: dict[str, tuple[str, str]] = {
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
        "-3-10-4-15-1-6-4-9-7-11-6 4-13 6-19 6-2 7-2 15-8 20z'/>",
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
    "headscarf": (
        "<path fill='{k}' d='M28 58c-4 12-6 18-9 22h58c-3-4-5-10-9-22z'/>"
        "<path fill='{c}' d='M26 60c-3-26 4-42 22-42s25 16 22 42c-2 8-8 13-22 13s-20-5-22-13z'/>",
        "<path fill='{c}' fill-rule='evenodd' d='M27 62c-4-27 3-44 21-44s25 17 21 44"
        "c-3 8-9 12-21 12s-18-4-21-12zM48 26.5c-10 0-14.6 7-14.6 17.5S39 63.5 48 63.5"
        "s14.6-9 14.6-19.5S58 26.5 48 26.5z'/>"
        "<path fill='none' stroke='{k}' stroke-width='1.3' stroke-linecap='round' "
        "d='M31 66c6 8 24 9 32 2M30 33c4-7 10-11 17-11.5'/>",
    ),
    "kerchief": (
        "<path fill='{h}' d='M32 50c-2-6-2-12 0-18h32c2 6 2 12 0 18z'/>",
        "<path fill='{h}' d='M33.5 40c1-7 6-11 14.5-11s13.5 4 14.5 11c-4-4-9-6-14.5-6s-10.5 2"
        "-14.5 6z'/>"
        "<path fill='{c}' d='M29 46c-3-17 4-28 19-28s22 11 19 28c-2-9-8-15-19-15s-17 6-19 15z'/>"
        "<path fill='none' stroke='{l}' stroke-width='1.5' stroke-dasharray='.1 4' "
        "stroke-linecap='round' d='M31 38c2-9 8-15 17-15s15 6 17 15'/>",
    ),
    "plaits": (
        "<g fill='{d}'><circle cx='31' cy='56' r='5.5'/><circle cx='30' cy='64' r='5'/>"
        "<circle cx='30' cy='71' r='4.5'/><circle cx='65' cy='56' r='5.5'/>"
        "<circle cx='66' cy='64' r='5'/><circle cx='66' cy='71' r='4.5'/></g>",
        "<path fill='{h}' d='M31 52c-4-20 2-32 17-32s21 12 17 32"
        "c-1-11-6-17-17-20-11 3-16 9-17 20z'/>"
        "<path fill='none' stroke='{d}' stroke-width='1.2' d='M48 20.5v11.5'/>",
    ),
    "pixie": (
        "",
        "<path fill='{h}' d='M31.5 46c-3-7-3-13 0-18 3-6 9-9 17-9s15 4 17 10c2 5 1 11-1 17l-2-9"
        "c-6 1-10-1-13-4-4 3-9 4-14 4l-2 1z'/>",
    ),
    "ponytail": (
        "<path fill='{d}' d='M60 26c10 2 16 12 13 27-1 6-3 10-6 12 1-8 1-15-3-22z'/>",
        "<path fill='{h}' d='M32 43C28 28 36 20 48 20s20 8 16 23c-1-6-4-10-8-12-7 1-14 0-18-2"
        "-3 3-5 8-6 14z'/>",
    ),
    "locs": (
        "<g fill='none' stroke='{d}' stroke-width='5' stroke-linecap='round'>"
        "<path d='M32 34c-3 10-4 18-4 28M37 30c-4 12-5 24-4 38M64 34c3 10 4 18 4 28M59 30c4 12 5 24"
        " 4 38'/></g>",
        "<g fill='none' stroke='{h}' stroke-width='5' stroke-linecap='round'>"
        "<path d='M48 22c-8 1-13 6-15 17M44 22c-8 2-13 10-14 24M48 22c8 1 13 6 15 17M52 22c8 2 13"
        " 10 14 24M48 23v4'/></g>",
    ),
    "cap": (
        "<path fill='{h}' d='M31 50c-2-5-1-11 1-15h32c2 4 3 10 1 15l-3-6H34z'/>",
        "<path fill='{c}' d='M30 35c-2-11 6-18 18-18s20 7 18 18c-11-4-25-4-36 0z'/>"
        "<path fill='{k}' d='M29 35c11-6 27-6 38 0 3 2 2 3-1 2.5"
        "-11-3-25-3-36 0-3 .5-4-.5-1-2.5z'/>",
    ),
    "sun_hat": (
        "<path fill='{d}' d='M29 60c-3-7-1-16 1-24h36c2 8 4 17 1 24"
        "-2 2-6 2-8 0H37c-2 2-6 2-8 0z'/>",
        "<path fill='{h}' d='M31 52c-2-6 0-12 1-17h32c1 5 3 11 1 17"
        "-1-8-3-12-6-15H37c-3 3-5 7-6 15z'/>"
        "<ellipse cx='48' cy='33' rx='29' ry='6' fill='#E3CB96'/>"
        "<path fill='#EBD8AA' d='M32 31c0-10 6-15 16-15s16 5 16 15c-9 3-23 3-32 0z'/>"
        "<path fill='{c}' d='M32 31.5c-.1-1.8 0-3.3.4-4.8 9 2.8 22 2.8 31.2 0 .4 1.5.5 3 .4 4.8"
        "-9 3-23 3-32 0z'/>",
    ),
}

# Clothes as (behind the neck, in front of it); {c} is the segment's colour, {k} darker and
# {l} lighter than it.
_SHOULDERS = "M13 98c0-17 11-24 27-27h16c16 3 27 10 27 27z"
DRESS: dict[str, tuple[str, str]] = {
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
GLASSES = (
    "<g fill='#fff' fill-opacity='.22' stroke='#33302E' stroke-width='1.3'>"
    "<circle cx='41.5' cy='43.5' r='4.8'/><circle cx='54.5' cy='43.5' r='4.8'/>"
    "<path fill='none' d='M46.3 43c1-1 2.4-1 3.4 0M36.7 43l-3.5-1M59.3 43l3.5-1'/></g>"
)
BEARD = (
    "<path fill='{h}' d='M32.8 45c1 13 5 20 15.2 20s14.2-7 15.2-20c-2 5-4 7-7 7.5-3-1.7-13.4"
    "-1.7-16.4 0-3-.5-5-2.5-7-7.5z'/>"
)
LINES = (
    "<path fill='none' stroke='{line}' stroke-width='1' stroke-linecap='round' "
    "d='M40.3 50.5c-1 .9-1.5 2-1.5 3.2M55.7 50.5c1 .9 1.5 2 1.5 3.2M42 31.5c4-1 8-1 12 0'/>"
)
MOUSTACHE = (
    "<path fill='{h}' d='M48 50.2c-2-1.2-5-1-7.5 1.8 2 1.1 5.5 1.2 7.5 0 2 1.2 5.5 1.1 7.5 0"
    "-2.5-2.8-5.5-3-7.5-1.8z'/>"
)
EARRINGS = (
    "<g fill='#E2B34C'><circle cx='31.5' cy='50' r='1.6'/><circle cx='64.5' cy='50' r='1.6'/></g>"
)
