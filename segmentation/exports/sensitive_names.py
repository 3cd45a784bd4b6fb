"""Words in names of groups that suggest what must not be said of people to an ad platform.

Such a name belongs neither in the name of an audience, which the platform would block, nor in
that of a file that is passed on. Meta names health and financial status; the others are the
special categories of personal data (GDPR, article 9), and age.
"""

from __future__ import annotations

import re
from functools import cache

from segmentation.language import mark

_TOPICS: tuple[tuple[str, str], ...] = (
    (
        mark("health"),
        r"ill\b|sick|disease|diabet|cancer|arthrit|allerg|asthma|depress|obes|overweight|pregnan"
        r"|disab|patient|health condition|chor(?:y|zy|o[bw]|(?:a|ą|e|ej)\b)|cukrzyc|nowotw|onkolog"
        r"|alergi|astm|depresj|otył|nadwag|ciąż|ciężarn|niepełnospr|pacjen|bol(?:ny|nych|nym|nn)|больн|болезн|диабет"
        r"|онколог|аллерг|астм|депресс|ожирен|беременн|инвалид|пациент|артрит",
    ),
    (
        mark("income"),
        r"income|salar|wealth|rich\b|affluent|poor\b|low[- ]?earn|high[- ]?earn"
        r"|credit (?:score|rating)|debt|bankrupt"
        r"|unemploy|on benefits|doch[oó]d|dochod|zarob|bogat(?!yni)|bogac|zamożn|bied[nauo]|ubo[gż]"
        r"|kredytob|dłużni|zadłuż|bezrobot|zasiłk|доход|зарплат|богат|обеспечен|бедн|малоимущ"
        r"|заёмщик|заемщик|задолж|должник|банкрот|безработ",
    ),
    (
        mark("religion, politics or origin"),
        r"religio|catholic|christian|muslim|islam|jewish|jews|atheis|politic"
        r"|left[- ]wing|right[- ]wing"
        r"|union member|ethnic|racial|gypsy|roma\b|immigrant|refugee|religi|katoli|chrześcij"
        r"|muzułm|żyd|ateis|polityk|polityczn|etnicz|imigran|uchodź|rasow|религ|католик|христиан"
        r"|православн|мусульм|ислам|евре|атеис|политич|этнич|мигрант|беженц|расов",
    ),
    (
        mark("private life"),
        r"gay\b|lesbian|lgbt|homosex|bisex|transgend|sexual|divorc|widow|gej(?:e|ów)?\b"
        r"|lesbij|homoseks|biseks"
        r"|transpłc|seksual|rozwied|rozwod|wdow|ге[йи]\b|лесби|гомосек|бисекс|трансгенд|сексуал"
        r"|развед[её]н|вдов",
    ),
    (
        mark("age"),
        r"senior|elder|pension|retire|old people|minors\b|underage|teen|emeryt|renci"
        r"|starsz|starsi\b|starzy\b|nieletn|niepełnoletn|nastolat|пенсион|пожил|престарел"
        r"|несовершеннолет|подрост",
    ),
)


def sensitive_topics(name: str) -> tuple[str, ...]:
    """What the name of a group gives away, as msgids; nothing where it is harmless."""
    return tuple(topic for topic, words in _words() if words.search(name))


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Beginnings of words, in any case."""
    return tuple(
        (topic, re.compile(rf"(?<!\w)(?:{stems})", re.IGNORECASE)) for topic, stems in _TOPICS
    )
