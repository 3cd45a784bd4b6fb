"""What single values are, told by their shape and check digits: postcodes, tiers, tax numbers,
codes of products, payment cards and other numbers that must not be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_POSTCODE = re.compile(
    r"\d{2}-\d{3}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5}-\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d",
    re.IGNORECASE,
)
_TIER = re.compile(
    r"(gold|silver|bronze|platinum|diamond|vip|premium|basic|standard|elite|złot[yae]|srebrn[yae]|"
    r"brązow[yae]|platynow[yae]|diamentow[yae]|золото|серебро|бронза|платина|золот(ой|ая|ий)|"
    r"серебрян(ый|ая)|бронзов(ый|ая)|платинов(ый|ая)|вип|премиум|базов(ый|ая)|стандарт|silber|"
    r"plata|oro|bronce|argent)( (card|member|karta|klient|карта|status|статус))?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(sales?|returns?|refund(ed)?|order|payment|charge|invoice|receipt|credit (note|memo)|storno|"
    r"((page|item|product)[ _])?views?|((add(ed)?[ _]to|remove(d)?[ _]from)[ _])?cart|clicks?|"
    r"cancel+ation|cancel+ed|exchange|purchase|sprzedaż|zwrot|zakup|zamówienie|anulowan[eay]|"
    r"faktura( vat| sprzedaży)?|(faktura )?korekta|faktura korygująca|korekta faktury|paragon|"
    r"fv|fa|fs|fk|fvk|pa|par|kfs|kor|wz|zw|rw|mm|продажа|возврат|реализация|чек|приход|"
    r"возврат прихода|возврат (товаров )?от покупателя|реализация товаров( и услуг)?|заказ|отмена|"
    r"расход|списание|логистика|хранение|сторно|обмен|отгрузка|оплата|rechnung|gutschrift|"
    r"verkauf|retoure|rückgabe|erstattung|bestellung|venta|devolución|abono|vente|retour|avoir|"
    r"remboursement|facture|повернення|продаж|dobropis|prodej|vratka|proforma|pro forma|"
    r"(sale|order) line|fsk|kfv|kpa)( .{0,20}\d.*)?",
    re.IGNORECASE,
)
_MOVEMENT = re.compile(
    r"(.{0,40}[\W_])?(payments?|refunds?|withdrawal|charge(back)?|payout|fee|reversal|credit memo"
    r"|invoice|credit note|order)"
    r"([\W_].{0,20})?",
    re.IGNORECASE,
)
_CAPITALIZED = re.compile(r"[^\W\d_a-zа-яё][^\W\d_A-ZА-ЯЁ]+\.?")
_MONEY = re.compile(
    r"[-−–(]?\s*(zł|pln|usd|eur|[$€£₽])?\s*-?\d[\d\s.,'’]*[.,]\d{2}\)?\s*-?\s*"
    r"(zł|pln|usd|eur|руб\.?|₽|[$€£]|kč)?|\d[\d\s]*\s*(zł|pln|руб\.?|₽|€|kč)|[$€£]\s*\d[\d,]*",
    re.IGNORECASE,
)
_IP = re.compile(r"(\d{1,3}\.){3}\d{1,3}|([0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}", re.IGNORECASE)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z\d]{11,30}")
# Plain hexadecimal hashes are the ids of some shops; these forms are of passwords only.
_HASH = re.compile(r"\$2[aby]\$\d\d\$.{53}|\$P\$.{31}|\$wp\$.+")
_CARD = re.compile(r"4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d\d|2\d\d)\d{12}|3[47]\d{13}")


def is_tax_number(text: str) -> bool:
    """A Polish NIP or a Russian INN with right check digits."""
    digits = re.sub(r"^(PL|RU)|[\s-]", "", text.upper())
    if re.fullmatch(r"\d{10}", digits):
        nip = _weighted(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(digits[9])
        return nip or _inn(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8)) == digits[9]
    if re.fullmatch(r"\d{12}", digits):
        return (
            _inn(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) == digits[10]
            and _inn(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) == digits[11]
        )
    return False


def is_product_code(text: str) -> bool:
    """An EAN or UPC (8, 12 or 13 digits) with its check digit."""
    if not re.fullmatch(r"\d{8}|\d{12,13}", text):
        return False
    total = sum(int(d) * (1, 3)[place % 2] for place, d in enumerate(reversed(text)))
    return total % 10 == 0


def is_payment_card(text: str) -> bool:
    """The number of a payment card: its length, its first digits and Luhn's check digit."""
    digits = re.sub(r"[\s-]", "", text)
    if not _CARD.fullmatch(digits):
        return False
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def is_national_id(text: str) -> bool:
    """A Polish PESEL with a date of birth and a right check digit, or a Russian SNILS."""
    if re.fullmatch(r"\d{3}-\d{3}-\d{3} \d{2}", text):
        return True
    if not re.fullmatch(r"\d{11}", text) or int(text[2:4]) % 20 not in range(1, 13):
        return False
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return 1 <= int(text[4:6]) <= 31 and -_weighted(text, weights) % 10 == int(text[10])


def is_private(text: str) -> bool:
    """What must not be kept: payment cards, national ids, bank accounts, hashes, IP addresses."""
    bare = text.strip()
    return (
        is_payment_card(bare)
        or is_national_id(bare)
        or any(form.fullmatch(bare) for form in (_IP, _HASH))
        or is_bank_account(bare)
    )


def is_bank_account(text: str) -> bool:
    """An IBAN with its check digits."""
    bare = text.replace(" ", "")
    if not _IBAN.fullmatch(bare):
        return False
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


_KINDS: dict[str, Callable[[str], object]] = {
    "postcode": _POSTCODE.fullmatch,
    "tier": _TIER.fullmatch,
    "document": _DOCUMENT.fullmatch,
    "movement": lambda text: _DOCUMENT.fullmatch(text) or _MOVEMENT.fullmatch(text),
    "capitalized": _CAPITALIZED.fullmatch,
    "money": _MONEY.fullmatch,
    "tax_number": is_tax_number,
    "product_code": is_product_code,
    "private": is_private,
}
KINDS = tuple(_KINDS)


def shares_of_kinds(values: Sequence[str]) -> dict[str, float]:
    """For each kind the share of ``values`` that are of it."""
    count = max(1, len(values))
    return {
        kind: sum(bool(matches(value)) for value in values) / count
        for kind, matches in _KINDS.items()
    }


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(d) * weight for d, weight in zip(digits, weights, strict=False))


def _inn(digits: str, weights: Sequence[int]) -> str:
    return str(_weighted(digits, weights) % 11 % 10)
