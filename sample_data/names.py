"""Common first and last names, towns and letters of three languages, to invent people from."""

from dataclasses import dataclass

from sample_data.model import Town

Pairs = tuple[tuple[str, str], ...]
"""Names in the form for a woman and the form for a man."""


@dataclass(frozen=True)
class NameBook:
    """What people of one country are invented from.

    `letters` turns the language's letters into those of an e-mail address; `phones` are starts of
    national phone numbers, `phone_digits` how many digits follow; `spellings` are other ways in
    which towns get written.
    """

    women: tuple[str, ...]
    men: tuple[str, ...]
    last_names: Pairs
    middle_names: Pairs
    letters: Pairs
    domains: tuple[str, ...]
    phones: tuple[str, ...]
    phone_digits: int
    towns: tuple[Town, ...]
    spellings: tuple[tuple[str, tuple[str, ...]], ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _towns(big: str, small: str, village: str) -> tuple[Town, ...]:
    sizes = (("big", big), ("small", small), ("village", village))
    towns = []
    for size, names in sizes:
        for entry in names.split(","):
            name, _, postcode = entry.strip().partition(":")
            towns.append(Town(name, size, postcode))
    return tuple(towns)


def _polish_last_names(stems: str, unchanged: str) -> Pairs:
    changing = tuple((stem + "a", stem + "i") for stem in stems.split())
    return changing + tuple((name, name) for name in unchanged.split())


def _russian_last_names(men: str) -> Pairs:
    return tuple(
        (name[:-2] + "ая" if name.endswith("ий") else name + "а", name) for name in men.split()
    )


POLISH = NameBook(
    women=_words(
        "Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna "
        "Aleksandra Zofia Monika Teresa Natalia Julia Karolina Marta Beata Dorota Halina Jadwiga "
        "Alicja Jolanta Iwona Paulina Justyna Weronika Renata Danuta Hanna Kinga Patrycja Sylwia"
    ),
    men=_words(
        "Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Jan Jakub Adam Łukasz Marek Grzegorz "
        "Mateusz Wojciech Mariusz Dariusz Zbigniew Maciej Rafał Robert Kamil Jacek Ryszard "
        "Szymon Artur Sławomir Dawid Bartosz Damian Sebastian Henryk Stanisław Przemysław"
    ),
    last_names=_polish_last_names(
        "Kowalsk Wiśniewsk Kamińsk Lewandowsk Zielińsk Szymańsk Kozłowsk Jankowsk Piotrowsk "
        "Grabowsk Pawłowsk Michalsk Zawadzk Jabłońsk Majewsk Olszewsk Jaworsk Malinowsk "
        "Witkowsk Górsk Rutkowsk Sikorsk Baranowsk Leśniewsk Laskowsk Makowsk Zakrzewsk",
        "Nowak Wójcik Kowalczyk Woźniak Mazur Krawczyk Kaczmarek Zając Wieczorek Dudek Adamczyk "
        "Stępień Pawlak Walczak Rak Lis Wilk Kubiak Bąk Wrona Sowa Kania Marczak Żak Łuczak",
    ),
    middle_names=(),
    letters=tuple(zip("ąćęłńóśźż", "acelnoszz", strict=True)),
    domains=("example.pl", "example.pl", "example.com", "poczta.example.com"),
    phones=_words(
        "501 503 505 507 509 511 513 515 516 518 530 532 535 600 602 604 606 608 660 662 664 "
        "668 691 693 695 697 721 724 726 781 783 785 787 880 882 884 886 888"
    ),
    phone_digits=6,
    towns=_towns(
        "Warszawa, Warszawa, Kraków, Wrocław, Poznań, Gdańsk, Łódź, Katowice, Lublin",
        "Piaseczno, Legionowo, Otwock, Mińsk Mazowiecki, Grójec, Sochaczew, Żyrardów, Nowy Targ, "
        "Oleśnica, Kościan, Tczew, Łowicz, Puławy",
        "Lesznowola, Tarczyn, Góra Kalwaria, Nadarzyn, Konstancin-Jeziorna, Jabłonna, Zielonki, "
        "Kobierzyce, Suchy Las, Żukowo, Nałęczów",
    ),
    spellings=(
        ("Warszawa", ("W-wa", "Warszawa Mokotów", "Warsaw")),
        ("Kraków", ("Krakow",)),
        ("Wrocław", ("Wroclaw",)),
        ("Poznań", ("Poznan",)),
        ("Gdańsk", ("Gdansk",)),
        ("Łódź", ("Lodz",)),
    ),
)

BRITISH = NameBook(
    women=_words(
        "Olivia Emma Sophie Charlotte Emily Jessica Hannah Lucy Sarah Laura Rebecca Rachel Helen "
        "Claire Victoria Amy Katie Megan Chloe Grace Alice Eleanor Fiona Heather Joanne Karen "
        "Louise Natalie Nicola Patricia Philippa Rosie Susan Tessa Zoe"
    ),
    men=_words(
        "James Oliver Thomas William George Jack Daniel Matthew Andrew David Michael Peter Paul "
        "Mark Simon Stephen Robert Richard Christopher Benjamin Samuel Edward Henry Luke Adam "
        "Alan Colin Graham Ian Martin Neil Philip Stuart Tim"
    ),
    last_names=tuple(
        (name, name)
        for name in _words(
            "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright "
            "Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Harris Lewis "
            "Turner Hill Cooper Ward Morris Moore Clark Baker Harrison King Morgan Allen Scott "
            "Watson Parker Bennett Young Price Cook Shaw Bell Murphy Miller Cox Richardson "
            "Marshall Collins"
        )
    ),
    middle_names=(),
    letters=(),
    domains=("example.com", "example.com", "example.org", "example.net", "mail.example.com"),
    phones=("07700900",),
    phone_digits=3,
    towns=_towns(
        "London:N1, London:SW11, Manchester:M4, Birmingham:B5, Leeds:LS2, Bristol:BS3, "
        "Edinburgh:EH3, Glasgow:G12, Liverpool:L8, Sheffield:S7",
        "Bath:BA2, York:YO31, Harrogate:HG1, Cheltenham:GL50, Chester:CH3, Guildford:GU2, "
        "Lewes:BN7, Stamford:PE9, Hexham:NE46, Totnes:TQ9",
        "Grassington:BD23, Bibury:GL7, Castle Combe:SN14, Hathersage:S32, Lavenham:CO10, "
        "Alfriston:BN26, Portree:IV51",
    ),
    spellings=(
        ("London", ("Greater London", "london")),
        ("Manchester", ("Manchster",)),
        ("Edinburgh", ("Edinburgh City",)),
    ),
)

RUSSIAN = NameBook(
    women=_words(
        "Анна Елена Ольга Наталья Екатерина Татьяна Ирина Мария Светлана Юлия Марина Людмила "
        "Галина Валентина Надежда Виктория Анастасия Дарья Ксения Алёна Вера Полина Лариса "
        "Оксана Яна Евгения Кристина"
    ),
    men=_words(
        "Александр Сергей Дмитрий Андрей Алексей Максим Евгений Иван Михаил Николай Владимир "
        "Артём Павел Роман Виктор Олег Игорь Юрий Константин Денис Антон Василий Анатолий "
        "Григорий Фёдор Степан Вадим"
    ),
    last_names=_russian_last_names(
        "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов "
        "Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев "
        "Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв "
        "Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков "
        "Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Раевский "
        "Островский Покровский"
    ),
    middle_names=tuple(
        (stem + "на", stem + "ич")
        for stem in _words(
            "Александров Сергеев Дмитриев Андреев Алексеев Иванов Михайлов Николаев Владимиров "
            "Викторов Петров Павлов Юрьев Олегов Анатольев Васильев"
        )
    ),
    letters=(
        *zip("абвгдезийклмнопрстуфцыэ", "abvgdeziyklmnoprstufcye", strict=True),
        ("ё", "e"),
        ("ж", "zh"),
        ("х", "kh"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "sch"),
        ("ъ", ""),
        ("ь", ""),
        ("ю", "yu"),
        ("я", "ya"),
    ),
    domains=("example.ru", "example.ru", "example.com", "pochta.example.com"),
    phones=_words("903000 905000 909000 910000 915000 916000 917000 925000 926000 962000 985000"),
    phone_digits=4,
    towns=_towns(
        "Москва, Москва, Санкт-Петербург, Нижний Новгород, Казань, Воронеж",
        "Тверь, Калуга, Серпухов, Коломна, Клин, Дмитров, Обнинск, Чехов, Ступино, Кашира",
        "Тарутино, Ворсино, Мещерино, Протвино, Жилёво, Барыбино, Белые Столбы, Малино",
    ),
    spellings=(
        ("Москва", ("г. Москва", "г.Москва", "Мск")),
        ("Санкт-Петербург", ("СПб", "С-Петербург", "г. Санкт-Петербург")),
        ("Нижний Новгород", ("Н. Новгород",)),
        ("Тверь", ("г. Тверь",)),
        ("Калуга", ("г. Калуга",)),
    ),
)
