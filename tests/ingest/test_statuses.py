"""What status words mean for counting."""

from __future__ import annotations

import pytest

from segmentation.ingest.statuses import State, classify_status

WORDS: dict[State, str] = {
    "cancelled": "Cancelled|canceled by customer|Voided|Anulowane|Anulowane przez klienta"
    "|Отменён|отменен покупателем|Аннулирован|Storniert|Usunięte",
    "refunded": "refunded|Fully refunded|Returned|Chargeback|Zwrot|Zwrócone|Zwrot pieniędzy"
    "|Возврат|Возвращён|Rückerstattet",
    "failed": "Failed|Payment error|Declined|Expired|Incomplete|Abandoned|checkout-draft"
    "|Nieudane|Odrzucone|Błąd płatności|Отклонён|Ошибка оплаты|Не завершён",
    "unpaid": "Unpaid|Not paid|Pending|Awaiting Payment|on-hold|authorized|Nieopłacone"
    "|Oczekuje na płatność|Oczekiwanie na płatność przelewem|Не оплачен|неоплачен|Ожидает оплаты"
    "|Ждёт оплаты|Unbezahlt",
    "real": "paid|Completed|processing|Shipped|Delivered|Closed|Partially refunded"
    "|partially_refunded|Nowe|W realizacji|Zrealizowane|Wysłane|Dostarczone|Opłacone"
    "|Płatność zaakceptowana|Częściowy zwrot|Zwrot częściowy|Новый|Выполнен|Доставлен|Оплачен"
    "|Завершён|Частичный возврат|Возврат (частичный)|Bezahlt",
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
