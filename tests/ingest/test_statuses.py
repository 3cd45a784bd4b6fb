"""What status words mean for counting."""

from __future__ import annotations

import pytest

from segmentation.ingest.statuses import (
    State,
    classify_document,
    classify_status,
    names_returns,
)

WORDS: dict[State, str] = {
    "cancelled": "Cancelled|canceled by customer|Voided|Anulowane|Anulowane przez klienta"
    "|Отменён|отменен покупателем|Аннулирован|Storniert|Usunięte"
    "|Скасовано|Annulée|Не пришел|No-show",
    "refunded": "refunded|Fully refunded|Returned|Chargeback|Zwrot|Zwrócone|Zwrot pieniędzy"
    "|Возврат|Возвращён|Rückerstattet"
    "|Erstattet|Retourniert|Повернення|Remboursée|Reembolsado",
    "failed": "Failed|Payment error|Declined|Expired|Incomplete|Abandoned|checkout-draft"
    "|Nieudane|Odrzucone|Błąd płatności|Отклонён|Ошибка оплаты|Не завершён",
    "unpaid": "Unpaid|Not paid|Pending|Awaiting Payment|on-hold|authorized|Nieopłacone"
    "|Oczekuje na płatność|Oczekiwanie na płatność przelewem|Не оплачен|неоплачен|Ожидает оплаты"
    "|Ждёт оплаты|Unbezahlt|AWAITING_PAYMENT|Warten auf Zahlung|En attente de paiement",
    "real": "paid|Completed|processing|Shipped|Delivered|Closed|Partially refunded"
    "|partially_refunded|Nowe|W realizacji|Zrealizowane|Wysłane|Dostarczone|Opłacone"
    "|Płatność zaakceptowana|Częściowy zwrot|Zwrot częściowy|Новый|Выполнен|Доставлен|Оплачен"
    "|Завершён|Частичный возврат|Возврат (частичный)|Bezahlt"
    "|Teilweise erstattet|Canceled Reversal|Виконано|Vyřízena",
    "unknown": "B2B|Etap 3|???|",
}


@pytest.mark.parametrize(
    ("state", "word"),
    [(state, word) for state, words in WORDS.items() for word in words.split("|")],
)
def test_statuses_in_the_languages_of_shops(state: State, word: str) -> None:
    assert classify_status(word, payment=False) == state
    assert classify_status(f"  {word.upper()} ", payment=True) == state


@pytest.mark.parametrize(("word", "state"), [("Tak", "real"), ("нет", "unpaid"), ("0", "unpaid")])
def test_yes_and_no_tell_whether_an_order_is_paid(word: str, state: State) -> None:
    assert classify_status(word, payment=True) == state
    assert classify_status(word, payment=False) == "unknown"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Invoice", "sale"),
        ("Website Payment", "sale"),
        ("Payment", "payment"),
        ("Proforma", "offer"),
        ("stripe_fee", "other"),
        ("General Currency Conversion", "other"),
        ("KFS", "return"),
        ("Dobropis", "return"),
        ("shop_order_refund", "return"),
        ("Chargeback Reversal", "sale"),
    ],
)
def test_kinds_of_documents(word: str, kind: str) -> None:
    assert classify_document(word) == kind


@pytest.mark.parametrize("title", ["Zwroty 2026", "returns_2026-01", "Возвраты", "Lista zwrotów"])
def test_titles_that_name_returns_alone(title: str) -> None:
    assert names_returns(title)


@pytest.mark.parametrize("title", ["Zamówienia i zwroty", "orders with returns", "return rate", ""])
def test_titles_that_name_more_than_returns(title: str) -> None:
    assert not names_returns(title)
