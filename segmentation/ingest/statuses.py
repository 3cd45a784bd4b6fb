"""What the words of a status column mean for counting, in English, Polish, Russian and German.

Checked in order; the first pattern found in the lower-case status decides. Partial refunds
come before refunds and "not paid" before "paid", because the one contains the other.
"""

from __future__ import annotations

import re
from typing import Literal

State = Literal["cancelled", "refunded", "failed", "unpaid", "real", "unknown"]

_PATTERNS: tuple[tuple[State, str], ...] = (
    ("real", r"(zwrot|refund|cancel\w*|возврат)\w* (request|odrzuc|reject|declin|fail|отклон)"
             r"|not (yet )?(refunded|cancel)|niezwr|nieanul|nie anul|не отмен|cancel\w* request"),
    ("real", r"partial\w*[ _-]*(refund|return)|(refund|return)\w*[ (_-]*partial|częściow\w* zwr"
             r"|zwr\w+[ (]*częściow|частичн\w* возв|возвра\w+[ (]*частичн|teilweise erst"),
    ("cancelled", r"cancel|void|anulow|rezygn|zrezyg|withdrawn|отказ|отмен|аннулир"
                  r"|storn|delet|usunięt|удал[её]н|wycofan"),
    ("refunded", r"^refund|full\w* refund|\brefunded|^returned|^charge.?back|\bzwr[óo]|zwrócon"
                 r"|\bвозвр|возвращ|rückerst|zurückerst"),
    ("failed", r"fail|declin|reject|expir|error|incomplete|abandon|draft|porzucon|niedokończ|szkic"
               r"|незаверш|не ?заверш|брошен|черновик|niepowodz|nieudan|odrzuc|błąd|blad|отклон"
               r"|ошибк|неуда|просроч|fehlgeschl|abgelehnt|wygas"),
    ("unpaid", r"unpaid|not paid|no payment|payment due|overdue|await\w* .*pay"
               r"|await\w* pay|pending|on.?hold|authoriz|nieopłac|niezapłac"
               r"|nie opłac|nie zapłac|do opłac|zaległ|wstrzym|czeka na [pw]"
               r"|oczek\w+ na p|oczek\w+ na wp|do zapłaty|brak wpłaty"
               r"|не ?оплач|ожида\w* оплат|ждет оплат|ждёт оплат|unbezahlt|zahlung ausstehend"),
    ("real", r"paid|complet|process|ship|deliver|fulfil|dispatch|sent|clos|done|new|open|accept"
             r"|confirm|success|settled|captur|zrealiz|realiz|zapłac|opłac|wysł|dostarcz|zakończ"
             r"|now[ey]|przyj|akcept|potwierdz|odebr|gotow|wydan|выполн|оплач|доставл|заверш|отправл"
             r"|нов|принят|подтвержд|получен|обработ|готов|выдан|собран|bezahlt|versand|erledigt"),
)  # fmt: skip
_YES = {"yes", "true", "1", "tak", "да", "y", "t", "ja"}
_NO = {"no", "false", "0", "nie", "нет", "n", "f", "nein"}


def classify_status(word: str, *, payment: bool) -> State:
    """What a status means: excluded states, "unpaid", "real" (a live order), or unknown.

    In a ``payment`` column a plain yes or no says whether the order is paid.
    """
    text = " ".join(word.casefold().split())
    if payment and text in _YES:
        return "real"
    if payment and text in _NO:
        return "unpaid"
    return next((state for state, pattern in _PATTERNS if re.search(pattern, text)), "unknown")


DocumentKind = Literal["sale", "return", "other"]
_DOCUMENTS: tuple[tuple[DocumentKind, str], ...] = (
    ("return", r"refund|return|credit ?(note|memo)|korekt|korygu|zwrot|возврат|сторно|gutschrift"
               r"|chargeback|rückerst|storno|remboursement|devoluci|reembolso"),
    ("other", r"\bfee|commission|payout|withdraw|transfer|\btop.?up|adjustment|prowizj|wypłat"
              r"|przelew własny|opłata|комисси|вывод|выплат|логистик|хранени|штраф|удержан"
              r"|gebühr|auszahlung|\bhold\b|reserve|\bviews?\b|^(page|item|product)_?view|\bcart\b|_cart\b"
              r"|^click|impression|wishlist|^begin_checkout"),
)  # fmt: skip


def classify_document(word: str) -> DocumentKind:
    """What a kind of document does to revenue: a sale adds, a return subtracts, other rows
    (fees, payouts) are no trade with a customer."""
    text = " ".join(word.casefold().split())
    return next((kind for kind, pattern in _DOCUMENTS if re.search(pattern, text)), "sale")
