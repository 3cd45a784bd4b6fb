"""What is known of a persona beyond its card, by name: the facts its sections rest on."""

from __future__ import annotations

from segmentation.buying import Buying, Doing
from segmentation.facts import Fact, collect_facts
from segmentation.language import Language
from segmentation.profiles import Profile
from segmentation.traits import (
    FEWEST_DESCRIBED,
    amount,
    show_range,
    show_value,
)
from segmentation.typical import Spread, Typical, rounded
from segmentation.variables import Variable

_CONSENTS = ("email_consent", "sms_consent")
_DUE = "days_past_due"


def detail_facts(
    profile: Profile, buying: Buying | None, typical: Typical | None, language: Language,
    currency: str,
) -> dict[str, Fact]:  # fmt: skip
    """Those of :func:`facts.collect_facts` and more, each as it reads in a language.

    ``customers``, ``revenue`` and ``revenue_share``; of a number ``key_range``, in which
    the middle half lies, rounded; ``due``, ``due_now`` or ``overdue`` with
    ``rhythm_known``; ``one_category`` and ``returned`` with ``_all`` and ``_times`` (as common
    as among all); ``email_consent_agreed``, or ``_few`` where fewer than five agreed, and
    ``email_consent_agreed_all``; ``sms_consent`` likewise.
    """
    facts = collect_facts(profile, language, currency, buying)
    customers = profile.customers
    facts["customers"] = Fact(
        customers, language.plural("{n} customer", "{n} customers", customers)
    )
    if profile.revenue > 0:
        facts["revenue"] = Fact(float(profile.revenue), amount(profile.revenue, language, currency))
        facts["revenue_share"] = Fact(
            profile.share_of_revenue, language.share(profile.share_of_revenue)
        )
    for spread in typical.spreads if typical else ():
        trait = profile.number(spread.key)
        if trait is None or trait.variable.own:
            continue
        if spread.key == _DUE:
            _add_due(facts, spread, language)
            continue
        low, high = _ends(spread, trait.variable)
        middle = show_range(trait.variable, low, high, language, currency)
        if middle != show_value(trait.variable, high, language, currency):
            facts[f"{spread.key}_range"] = Fact(high - low, middle)
    if buying is not None:
        _add_doing(facts, "one_category", buying.one_category, language)
        _add_doing(facts, "returned", buying.returned, language)
    _add_consents(facts, customers)
    return facts


def _ends(spread: Spread, variable: Variable) -> tuple[float, float]:
    """The ends of the middle half, rounded, but never to the other side of the middle."""
    if variable.unit in ("orders", "years"):
        return float(round(spread.low)), float(round(spread.high))
    return min(rounded(spread.low), spread.middle), max(rounded(spread.high), spread.middle)


def _add_due(facts: dict[str, Fact], spread: Spread, language: Language) -> None:
    facts["rhythm_known"] = Fact(
        spread.known,
        language.plural(
            "the rhythm of {n} customer is known",
            "the rhythm of {n} customers is known",
            spread.known,
        ),
    )
    days = round(spread.middle)
    name = "overdue" if days > 0 else "due" if days < 0 else "due_now"
    facts[name] = Fact(days, language.plural("{n} day", "{n} days", abs(days)))


def _add_doing(facts: dict[str, Fact], name: str, doing: Doing | None, language: Language) -> None:
    if doing is not None:
        facts[name] = Fact(doing.share, language.share(doing.share))
        facts[f"{name}_all"] = Fact(doing.share_all, language.share(doing.share_all))
        facts[f"{name}_times"] = Fact(doing.share / doing.share_all, "")


def _add_consents(facts: dict[str, Fact], customers: int) -> None:
    for key in _CONSENTS:
        agreed = facts.get(f"{key}_yes")
        if agreed is None or isinstance(agreed.value, str):
            continue
        few = round(agreed.value * customers) < FEWEST_DESCRIBED
        facts[f"{key}_few" if few else f"{key}_agreed"] = agreed
        facts[f"{key}_agreed_all"] = facts[f"{key}_yes_all"]
