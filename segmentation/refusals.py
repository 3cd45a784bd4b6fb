"""Columns of a customer list that tell who said no: unsubscribed, opted out, consent withdrawn.

Exports of many tools have one beside the consent, or instead of it. Whoever is marked there did
not agree, whatever else the list says of them.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.ingest.headers import normalize

# Of headers as normalize leaves them: in small letters, without accents and signs.
_REFUSAL = re.compile(
    r"\b(unsub|unsubscribed?|unsubscription|opt(ed)? ?out|do not (e ?mail|mail|contact|market|send)"
    r"|no (marketing|newsletter|e ?mails?)|(withdrawn|revoked) consent"
    r"|consent (withdrawn|revoked|withdrawal)|(black|block) ?listed|objection"
    r"|wypis(any|ana|ani|anie|ania)|rezygnacj[aie] z (newslettera|mailingu|zgody|sms)|sprzeciw"
    r"|brak zgody|zgod[ay] (wycofan|cofniet|odwolan)[ay]|(wycofani|cofnieci|odwolani)[ea] zgody"
    r"|nie (wysylac|wysylaj|kontaktowac)|отписан[аы]?|отписал(ся|ась|ись)|отписк[аи]"
    r"|отказ(ался|алась)? от (\w+ )?(рассылк\w*|sms|смс|реклам\w*)|отзыва? согласия"
    r"|нет согласия|согласие отозвано|не (присылать|отправлять|беспокоить))\b"
)
_NO_ANSWER = re.compile(r"\b(link|url|token|key|hash)\b")
_BY_PHONE = re.compile(r"\b(sms|смс|phone|tel|telefon\w*|телефон\w*)\b")
_BY_EMAIL = re.compile(r"\b(e ?mails?|mail|mailing\w*|newsletter\w*|рассылк\w*)\b")
_NOT_REFUSED = frozenset((
    "no", "n", "false", "f", "nie", "нет", "н", "nein", "ложь", "falsz", "fałsz", "off", "never",
    "nigdy", "никогда", "none", "brak", "nie dotyczy", "active", "aktywny", "subscribed",
    "opted in", "opt in", "opted_in", "opt-in",
))  # fmt: skip
_NOTHING = re.compile(r"[0\W_]*")  # 0, -, 0000-00-00


def with_refusals(customers: pd.DataFrame) -> pd.DataFrame:
    """The customer table with a no to e-mail or SMS marketing where a column of the list's own
    tells it; one whose name says no channel tells of both.

    A mark, a day and a reason are a refusal; no, zero and nothing are neither that nor a consent.
    """
    refused: dict[str, npt.NDArray[np.bool_]] = {}
    for name in customers.columns:
        if name in CUSTOMER_COLUMN:
            continue
        for consent in _consents(normalize(str(name))):
            refused[consent] = refused.get(consent, False) | _is_refused(customers[name])
    changed = {name: customers[name].mask(mask, False) for name, mask in refused.items()}
    return customers.assign(**changed) if changed else customers


def _consents(header: str) -> tuple[str, ...]:
    """Which consents a header takes back."""
    if not _REFUSAL.search(header) or _NO_ANSWER.search(header):
        return ()
    if _BY_PHONE.search(header):
        return ("sms_consent",)
    return ("email_consent",) if _BY_EMAIL.search(header) else ("email_consent", "sms_consent")


def _is_refused(column: pd.Series) -> npt.NDArray[np.bool_]:
    if pd.api.types.is_numeric_dtype(column):
        return np.asarray(column.fillna(0).to_numpy(dtype=float) != 0)
    codes, texts = pd.factorize(column.astype(object))
    marked = [
        str(text).strip().casefold() not in _NOT_REFUSED and not _NOTHING.fullmatch(str(text))
        for text in texts
    ]
    return np.array([*marked, False], dtype=bool)[codes]
