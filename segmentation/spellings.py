"""Two spellings that are probably one: of names, words, mailboxes, mistyped domains; as SQL."""

from __future__ import annotations

_CYRILLIC = ("абвгдезиклмнопрстуфхцчшщыэіґжєьъ", "abvgdeziklmnoprstufhccssieigze")
_LATIN = ("łøđıþð", "lodidd")
# Each in turn, so that transliterations of English, Polish and passports meet.
_SOUNDS = (
    ("ю", "iu"), ("я", "ia"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("shch", "s"), ("szcz", "s"),
    ("sch", "s"), ("sh", "s"), ("sz", "s"), ("tch", "c"), ("ch", "c"), ("cz", "c"), ("ts", "c"),
    ("tz", "c"), ("zh", "z"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"), ("ii", "i"), ("ie", "e"),
)  # fmt: skip
_DOUBLES = "abcdefgiklmnoprstuvz"
PATRONYMIC = "(ovic|evic|ovna|evna|icna)$"
NO_NAME = (
    "(^|[^\\pL])(klient|customer|guest|gość|gosc|test|brak|unknown|anonim\\pL*|anonymous|retail"
    "|nieznan\\pL*|detaliczn\\pL*|buyer|покупатель|гость|клиент|тест|частное)([^\\pL]|$)"
)


def name_sounds(column: str) -> str:
    """SQL: a name as it sounds, in plain Latin letters: Łukasz and Lukasz, Юлия and Julia."""
    text = f"translate(strip_accents(lower({column})), '{_CYRILLIC[0]}', '{_CYRILLIC[1]}')"
    text = f"translate({text}, '{_LATIN[0]}', '{_LATIN[1]}')"
    for written, sound in (*_SOUNDS, *((2 * letter, letter) for letter in _DOUBLES)):
        text = f"replace({text}, '{written}', '{sound}')"
    return text


def name_words(sounds: str) -> str:
    """SQL: the different words of a name, in the order of the alphabet, without initials."""
    words = f"list_distinct(string_split_regex({sounds}, '[^\\pL0-9]+'))"
    return f"list_sort(list_filter({words}, lambda word: length(word) > 1))"


_GOOGLE = "'gmail.com', 'googlemail.com'"
_YANDEX = "'yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'narod.ru'"


def mailbox(column: str) -> str:
    """SQL: the mailbox that an e-mail reaches: tags after ``+`` and, where the provider does
    not see them, dots are no part of it."""
    local = f"regexp_replace(split_part({column}, '@', 1), '(.)\\+.*$', '\\1')"
    domain = f"split_part({column}, '@', 2)"
    return (
        f"CASE WHEN {domain} IN ({_GOOGLE}) THEN replace({local}, '.', '') || '@gmail.com' "
        f"WHEN {domain} IN ({_YANDEX}) THEN replace({local}, '.', '-') || '@yandex.ru' "
        f"ELSE {local} || '@' || {domain} END"
    )


# Where private people have their mailboxes. A domain that is one slip away from one of these,
# and is none of these, is taken for mistyped.
MAIL_DOMAINS = (
    "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "live.com", "msn.com",
    "yahoo.com", "ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com",
    "mail.com", "email.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "t-online.de", "freenet.de",
    "proton.me", "protonmail.com", "zoho.com", "hey.com", "fastmail.com", "hotmail.co.uk",
    "yahoo.co.uk", "outlook.fr", "hotmail.fr", "yahoo.fr", "orange.fr", "free.fr", "laposte.net",
    "hotmail.it", "yahoo.it", "libero.it", "hotmail.es", "yahoo.es", "outlook.es", "yahoo.de",
    "hotmail.de", "outlook.de", "live.co.uk", "btinternet.com", "comcast.net", "verizon.net",
    "wp.pl", "o2.pl", "onet.pl", "onet.eu", "op.pl", "vp.pl", "interia.pl", "interia.eu",
    "interia.com", "poczta.fm", "poczta.onet.pl", "poczta.onet.eu", "gazeta.pl", "tlen.pl",
    "go2.pl", "buziaczek.pl", "outlook.pl", "hotmail.pl", "yahoo.pl", "autograf.pl", "amorki.pl",
    "spoko.pl", "int.pl", "neostrada.pl",
    "mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "xmail.ru", "email.ru", "gmail.ru",
    "yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "rambler.ru",
    "lenta.ru", "ro.ru", "autorambler.ru", "myrambler.ru", "vk.com", "hotmail.ru", "outlook.ru",
    "ukr.net", "i.ua", "meta.ua", "bigmir.net", "tut.by", "seznam.cz", "email.cz", "centrum.cz",
    "post.cz", "atlas.cz", "azet.sk", "zoznam.sk", "inbox.lv", "abv.bg", "freemail.hu",
    "citromail.hu",
)  # fmt: skip
_SHORTEST_NAME = 4  # of a provider, for a slip in it to be told from another provider


def mistyped_domain(typed: str, meant: str) -> str:
    """SQL: whether the domain ``typed`` is ``meant`` with a slip of the finger."""
    typed_name, typed_end = _parts(typed)
    name, end = _parts(meant)
    return (
        f"(({typed_end} = {end} AND length({name}) >= {_SHORTEST_NAME} "
        f"AND damerau_levenshtein({typed_name}, {name}) = 1) "
        f"OR ({typed_name} = {name} AND damerau_levenshtein({typed_end}, {end}) = 1) "
        f"OR starts_with({typed}, {meant} || '.'))"
    )


def _parts(domain: str) -> tuple[str, str]:
    """SQL: a domain before and from its first dot."""
    return f"split_part({domain}, '.', 1)", f"regexp_replace({domain}, '^[^.]*', '')"


def phone_digits(column: str) -> str:
    """SQL: the digits of a phone without the signs for abroad, NULL for no real number."""
    digits = f"regexp_replace(regexp_replace({column}, '[.]0$', ''), '[^0-9]', '', 'g')"
    plain = f"regexp_replace(ltrim({digits}, '0'), '^8([0-9]{{10}})$', '7\\1')"
    repeated = f"length(replace({plain}, right({plain}, 1), '')) < 3"
    return (
        f"CASE WHEN length({plain}) BETWEEN 8 AND 15 AND NOT {repeated} "
        f"AND NOT contains({plain}, '12345678') THEN {plain} END"
    )


def same_phone(first: str, second: str) -> str:
    """SQL: whether digits are one number, written with and without the country's prefix."""
    longer = f"CASE WHEN length({first}) > length({second}) THEN {first} ELSE {second} END"
    shorter = f"CASE WHEN length({first}) > length({second}) THEN {second} ELSE {first} END"
    return f"(ends_with({longer}, {shorter}) AND length({longer}) - length({shorter}) <= 3)"


def folded(word: str) -> str:
    """SQL: a word without case, accents and doubled spaces: Green  Tea and green tea are one."""
    plain = f"replace(strip_accents(lower({word})), 'ł', 'l')"
    return f"trim(regexp_replace({plain}, '\\s+', ' ', 'g'))"


def folded_words(word: str) -> str:
    """SQL: a word as :func:`folded`, and without hyphens, dots and other signs."""
    return f"trim(regexp_replace({folded(word)}, '[^\\pL0-9]+', ' ', 'g'))"


def common_spellings(words: str, *, signs: bool = False) -> str:
    """SQL: for each ``word`` that the query ``words`` gives, the spelling ``shown`` for it.

    Words that differ in case and accents only, and unless ``signs`` count in hyphens or dots,
    are one, shown as most are written, rather not all in capitals. Words without any letter or
    figure are left out.
    """
    one = folded("word") if signs else folded_words("word")
    # The test asks for n, or it would be made of each of a million rows and not once a word.
    return f"""
        SELECT word, first_value(word) OVER (PARTITION BY folded
            ORDER BY n DESC, word = upper(word), word) AS shown
        FROM (SELECT word, count(*) AS n, {one} AS folded FROM ({words}) GROUP BY word)
        WHERE CASE WHEN n > 0 THEN nullif({folded_words("word")}, '') END IS NOT NULL"""
