"""What the words of a status column mean for counting, in the languages of shops.

Checked in order; the first pattern found in the lower-case status decides. Partial refunds
come before refunds and "not paid" before "paid", because the one contains the other.
"""

from __future__ import annotations

import re
from typing import Literal

State = Literal["cancelled", "refunded", "failed", "unpaid", "real", "unknown"]

_PATTERNS: tuple[tuple[State, str], ...] = (
    ("real", r"(zwrot|refund|cancel\w*|возврат)\w* (request|odrzuc|reject|declin|fail|отклон)"
             r"|not (yet )?(refunded|cancel)|niezwr|nieanul|nie anul|не отмен|cancel\w* request"
             r"|cancel\w* revers|nicht storn|не скасов"),
    ("real", r"partial\w*[ _-]*(refund|return)|(refund|return)\w*[ (_-]*partial|częściow\w* zwr"
             r"|zwr\w+[ (]*częściow|частичн\w* возв|возвра\w+[ (]*частичн|частков\w* поверн"
             r"|částečn\w* vr[aá]"
             r"|teil\w*[ -]*(rück|zurück)?erst"),
    ("cancelled", r"cancel|void|anulow|rezygn|zrezyg|withdrawn|отказ|отмен|аннулир"
                  r"|storn|delet|usunięt|удал[её]н|wycofan"
                  r"|no.?show|не приш|не яв|nie ?staw|nie przysz|nicht erschienen"
                  r"|скасов|відмін|annul|anulad|zrušen"),
    ("refunded", r"^refund|full\w* refund|\brefunded|^returned|^charge.?back|\bzwr[óo]|zwrócon"
                 r"|\bвозвр|возвращ|rückerst|zurückerst"
                 r"|^erstattet|retour|rückgabe|zurückgesen|повернен|vrácen|vratka"
                 r"|rembours|reembols|devuelt"),
    ("failed", r"fail|declin|denied|reject|expir|error|incomplete|abandon|draft"
               r"|porzucon|niedokończ|szkic"
               r"|незаверш|не ?заверш|брошен|черновик|niepowodz|nieudan|odrzuc|błąd|blad|отклон"
               r"|ошибк|неуда|просроч|fehlgeschl|abgelehnt|wygas"
               r"|помилк|відхилен|selhal|zamítn|échou|refusé|fallid|rechaz"),
    ("unpaid", r"unpaid|not paid|no payment|payment due|overdue|await\w* .*pay"
               r"|await\w* pay|pending|on.?hold|authoriz|nieopłac|niezapłac"
               r"|nie opłac|nie zapłac|do opłac|zaległ|wstrzym|czeka na [pw]"
               r"|oczek\w+ na p|oczek\w+ na wp|do zapłaty|brak wpłaty"
               r"|не ?оплач|ожида\w* оплат|ждет оплат|ждёт оплат|unbezahlt|nicht bezahlt"
               r"|zahlung (ausstehend|offen)|offene zahlung|^ausstehend"
               r"|очіку\w* (на )?оплат|nezaplac|neuhraz|čeká na (pl|úh|za)|pendiente|en attente"
               r"|impag|impay|wart\w* auf (die )?zahl"),
    ("real", r"paid|complet|process|ship|deliver|fulfil|dispatch|sent|clos|done|new|open|accept"
             r"|confirm|success|settled|captur|zrealiz|realiz|zapłac|opłac|wysł|dostarcz|zakończ"
             r"|now[ey]|przyj|akcept|potwierdz|odebr|gotow|wydan|выполн|оплач|доставл|заверш|отправл"
             r"|нов|принят|подтвержд|получен|обработ|готов|выдан|собран|bezahlt|versand|erledigt"
             r"|abgeschl|bearbeit|versend|geliefert|zugestellt|offen|викон|відправ|прийнят|отриман"
             r"|підтвердж|vyřízen|odeslan|doručen|zaplac|uhrazen|dokonč|nov[áéý]|pagad|enviad"
             r"|entregad|payé|livré|expédi|\bприш[её]?л"),
)  # fmt: skip
_YES = {"yes", "true", "1", "tak", "да", "y", "t", "ja", "так", "ano"}
_NO = {"no", "false", "0", "nie", "нет", "n", "f", "nein", "ні", "ne"}
_OWED = {"open", "offen", "outstanding", "otwarte", "otwarta"}  # of a payment, not of an order


def classify_status(word: str, *, payment: bool) -> State:
    """What a status means: excluded states, "unpaid", "real" (a live order), or unknown.

    In a ``payment`` column a plain yes or no says whether the order is paid.
    """
    text = _plain(word)
    if payment and text in _YES:
        return "real"
    if payment and (text in _NO or text in _OWED):
        return "unpaid"
    return next((state for state, pattern in _PATTERNS if re.search(pattern, text)), "unknown")


DocumentKind = Literal["sale", "return", "payment", "offer", "other"]
_DOCUMENTS: tuple[tuple[DocumentKind, str], ...] = (
    ("sale", r"(refund|charge ?back|return)\w* revers|revers\w* of (a )?(refund|charge ?back)"),
    ("return", r"refund|return|credit ?(note|memo)|korekt|korygu|zwrot|возврат|сторно|gutschrift"
               r"|chargeback|rückerst|storno|remboursement|devoluci|reembolso"
               r"|correct|korrektur|корректиров|dobropis|vratka|\bavoir\b|\babono\b|retour"
               r"|rückgabe|повернен|nota (de )?cr[eé]dito|^(kfs|fsk|kfv|fvk|kfa|kpa|kor|fk|zw)\b"),
    ("other", r"\bfee|commission|payout|withdraw|transfer|\btop.?up|adjustment|prowizj|wypłat"
              r"|przelew własny|opłata|комисси|вывод|выплат|логистик|хранени|штраф|удержан"
              r"|gebühr|auszahlung|\bhold\b|reserve|\bviews?\b|^(page|item|product)_?view|\bcart\b"
              r"|_cart\b|^click|impression|wishlist|^begin_checkout|conversion|umrechnung|przewalut|конверт|authori[sz]ation"
              r"|(bank|general) deposit"),
    ("offer", r"pro ?-?forma|\bquot(e|ation)|estimate|angebot|kosztorys|wycena|oferta\b"
              r"|сч[её]т на оплату|коммерческое предложение"),
    ("payment", r"^(customer |received )?payments?( received)?$|^wpłat|^zahlung(seingang)?$"
                r"|^оплата( от покупателя)?$|^поступлени|кассов\w+ ордер"),
)  # fmt: skip
_PLAIN_SALES = (
    r"invoice|\bsale|receipt|faktur|fvs?\b|fs\b|paragon|sprzeda|реализац|продаж|накладн|rechnung"
)
_RETURNS = (
    r"((lista|export|raport|report|список|отч[её]т) )?(zwrot(y|ów)|korekty|reklamacje|returns"
    r"|refunds|credit ?notes|retouren|gutschriften|rückgaben|возврат(ы|ов)|повернення|dobropisy"
    r"|vratky|avoirs|devoluciones)( (lista|export|raport|report))?"
)


def classify_document(word: str) -> DocumentKind:
    """What a kind of document does to revenue: a sale adds, a return subtracts, other rows
    (fees, payouts) are no trade with a customer. A payment or an offer is a sale only where
    the file has no documents that are it more plainly."""
    text = _plain(word)
    return next((kind for kind, pattern in _DOCUMENTS if re.search(pattern, text)), "sale")


def is_plain_sale(word: str) -> bool:
    """Whether a kind of document is a sale in so many words: an invoice, a receipt."""
    return bool(re.search(_PLAIN_SALES, _plain(word))) and classify_document(word) == "sale"


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def names_returns(title: str) -> bool:
    """Whether a sheet or a file is named for returns alone: "Zwroty", not "Orders, returns"."""
    words = " ".join(re.findall(r"[^\W\d_]+", title.casefold()))
    return bool(re.fullmatch(_RETURNS, words))
