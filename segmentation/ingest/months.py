"""Month names in the languages of shops, and dates that are written with them."""

from __future__ import annotations

# Nominative, genitive and abbreviations in en, de, fr, es, it, pl, cs, ru and uk.
MONTHS = (
    "jan january januar jänner jän janv janvier ene enero gen gennaio sty styczeń stycznia leden"
    " ledna янв январь января січ січень січня",
    "feb february februar febr fév févr février fevrier febrero febbraio lut luty lutego únor února"
    " фев февр февраль февраля лют лютий лютого",
    "mar march mär märz maerz mrz mars marzo marzec marca březen března мар март марта бер"
    " березень березня",
    "apr april avr avril abr abril aprile kwi kwiecień kwietnia duben dubna апр апрель апреля кві"
    " квіт квітень квітня",
    "may mai mayo mag maggio maj maja květen května май мая тра трав травень травня",
    "jun june juni juin junio giu giugno cze czerwiec czerwca červen června июн июнь июня чер"
    " черв червень червня",
    "jul july juli juil juillet julio lug luglio lip lipiec lipca červenec července июл июль июля"
    " липень липня лип",
    "aug august août aout ago agosto sie sierpień sierpnia srpen srpna авг август августа сер серп"
    " серпень серпня",
    "sep sept september septembre septiembre settembre wrz wrzesień września září сен сент"
    " сентябрь сентября вер верес вересень вересня",
    "oct october okt oktober octobre octubre ottobre paź paz październik pazdziernik października"
    " pazdziernika říjen října окт октябрь октября жов жовт жовтень жовтня",
    "nov november novembre noviembre lis listopad listopada listopadu ноя нояб ноябрь ноября"
    " листопад листопада лист",
    "dec december dez dezember déc décembre decembre dic diciembre dicembre gru grudzień grudnia"
    " prosinec prosince дек декабрь декабря гру груд грудень грудня",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
MONTH_OF_WORD = {
    word: number
    for number, words in enumerate(MONTHS, start=1)
    for word in (*words.split(), ROMAN[number - 1])
}

_WORD = "(" + "|".join(sorted(" ".join(MONTHS).split(), key=len, reverse=True)) + ")"
_WORD_OR_ROMAN = f"(?:{_WORD[1:-1]}|{'|'.join(sorted(ROMAN, key=len, reverse=True))})"
_DAY, _YEAR = "([0-9]{1,2})", "([0-9]{4}|[0-9]{2})"
_NTH = "(?:st|nd|rd|th|er|-?го|-?е|[º°])?"
_GAP = "[ .,/'’-]{0,3}"
_END = "(?:[^0-9.:]|[.]?$|[.][^0-9])"
# How a date with a month name lies in the text, by the order of its parts (each a group).
DATES_IN_WORDS = {
    "dmy": f"(?:^|[^0-9:]){_DAY}{_NTH}{_GAP}(?:of |de )?({_WORD_OR_ROMAN})"
    f"{_GAP}(?:de |del )?{_YEAR}{_END}",
    "mdy": f"(?:^|[^\\pL0-9]){_WORD}{_GAP}{_DAY}{_NTH}[ .,/'’-]{{1,3}}{_YEAR}{_END}",
    "ymd": f"(?:^|[^0-9])([0-9]{{4}}){_GAP}{_WORD}{_GAP}{_DAY}{_END}",
}
DATE_IN_WORDS = "(?:" + "|".join(DATES_IN_WORDS.values()) + ")"
