"""What became of a list, in words: who was left out and why, what was cleaned, what to mind."""

from __future__ import annotations

from collections.abc import Iterator

from segmentation.countries import country_name
from segmentation.exports.audience import AudienceCounts, Channel
from segmentation.exports.contacts import Contacts, RegionFrom
from segmentation.exports.sensitive_names import sensitive_topics
from segmentation.exports.target_files import TargetReport
from segmentation.exports.targets import Target
from segmentation.language import Language, mark

ARROW = " → "
_WITH_CONSENT: dict[Channel, str] = {
    "email": mark("{number} with e-mail consent"),
    "sms": mark("{number} with SMS consent"),
    "ads": mark("{number} with consent to e-mails or SMS"),
}
_REASONS: dict[RegionFrom, str] = {
    "chosen": mark("as you said"),
    "currency": mark("from the shop's currency"),
    "phones": mark("as most other phones"),
    "customers": mark("most customers live there"),
}


def target_label(target: Target, language: Language) -> str:
    """What a target is called; tools keep their own names."""
    return language.tr(target.label)


def target_advice(target: Target, language: Language) -> tuple[str, ...]:
    """What to know before the file is used there."""
    return tuple(language.tr(text) for text in target.advice)


def funnel(counts: AudienceCounts, channel: Channel, language: Language) -> str:
    """From the chosen groups to the list: 812 → 431 with e-mail consent → 418 …"""

    def step(text: str, count: int) -> str:
        return language.tr(text, number=language.number(count))

    steps = [step(mark("{number} in the chosen groups"), counts.in_segments)]
    if channel in _WITH_CONSENT:
        said = mark("{number} with consent, as you confirmed")
        steps.append(
            step(said if counts.confirmed else _WITH_CONSENT[channel], counts.with_consent)
        )
    if counts.suppressed:
        steps.append(step(mark("{number} without those you leave out"), counts.after_suppression))
    if counts.listed != counts.after_suppression:
        steps.append(step(mark("{number} on the list"), counts.listed))
    return ARROW.join(steps)


def audience_notes(counts: AudienceCounts, channel: Channel, language: Language) -> tuple[str, ...]:
    """One sentence for each reason somebody, or one of their addresses, is not on the list."""
    return tuple(_audience_notes(counts, channel, language))


def _audience_notes(counts: AudienceCounts, channel: Channel, language: Language) -> Iterator[str]:
    plural = language.plural
    if counts.refused:
        yield plural(
            "Left out: {n} customer who said no.",
            "Left out: {n} customers who said no.",
            counts.refused,
        )
    if counts.no_answer:
        yield plural(
            "Left out: {n} customer without an answer about consent.",
            "Left out: {n} customers without an answer about consent.",
            counts.no_answer,
        )
    if counts.suppressed:
        yield plural(
            "Left out: {n} customer on your list of people to leave out.",
            "Left out: {n} customers on your list of people to leave out.",
            counts.suppressed,
        )
    if counts.without_address:
        yield _without(counts.without_address, channel, language)
    if counts.bad_address:
        yield _unusable(counts.bad_address, channel, language)
    if counts.repeated:
        yield plural(
            "Left out: {n} customer whose address is on the list already.",
            "Left out: {n} customers whose address is on the list already.",
            counts.repeated,
        )
    if counts.held_out:
        yield plural(
            "Held back to compare with: {n} customer.",
            "Held back to compare with: {n} customers.",
            counts.held_out,
        )
    if counts.withheld:
        yield plural(
            "{n} phone number or e-mail stays out of the file: no consent to that channel.",
            "{n} phone numbers or e-mails stay out of the file: no consent to that channel.",
            counts.withheld,
        )
    if counts.shared:
        yield plural(
            "{n} phone number is written once only, because two people have it.",
            "{n} phone numbers are written once only, because two people have them.",
            counts.shared,
        )


def _without(count: int, channel: Channel, language: Language) -> str:
    if channel == "email":
        return language.plural(
            "Left out: {n} customer without an e-mail.",
            "Left out: {n} customers without an e-mail.",
            count,
        )
    if channel == "sms":
        return language.plural(
            "Left out: {n} customer without a phone number.",
            "Left out: {n} customers without a phone number.",
            count,
        )
    return language.plural(
        "Left out: {n} customer without an e-mail or phone number.",
        "Left out: {n} customers without an e-mail or phone number.",
        count,
    )


def _unusable(count: int, channel: Channel, language: Language) -> str:
    if channel == "email":
        return language.plural(
            "Left out: {n} customer whose e-mail cannot be right.",
            "Left out: {n} customers whose e-mail cannot be right.",
            count,
        )
    if channel == "sms":
        return language.plural(
            "Left out: {n} customer whose phone number cannot be right.",
            "Left out: {n} customers whose phone number cannot be right.",
            count,
        )
    return language.plural(
        "Left out: {n} customer whose e-mail or phone number cannot be right.",
        "Left out: {n} customers whose e-mail or phone number cannot be right.",
        count,
    )


def file_notes(report: TargetReport, target: Target, language: Language) -> tuple[str, ...]:
    """What was changed in the file, and who could not be in it."""
    return tuple(_file_notes(report, target, language))


def _file_notes(report: TargetReport, target: Target, language: Language) -> Iterator[str]:
    plural = language.plural
    if report.cleaned_names:
        yield plural(
            "{n} name was cleaned of signs that could run as a formula or break the file.",
            "{n} names were cleaned of signs that could run as a formula or break the file.",
            report.cleaned_names,
        )
    if report.cleaned_texts:
        yield plural(
            "Other texts were cleaned in {n} row.",
            "Other texts were cleaned in {n} rows.",
            report.cleaned_texts,
        )
    if report.cut:
        yield plural(
            "In {n} row a text was too long for this tool and was shortened.",
            "In {n} rows a text was too long for this tool and was shortened.",
            report.cut,
        )
    if report.roles:
        yield plural(
            "Left out: {n} address such as info@, which this tool refuses.",
            "Left out: {n} addresses such as info@, which this tool refuses.",
            report.roles,
        )
    if report.long_emails:
        yield plural(
            "Left out: {n} e-mail that is too long for this tool.",
            "Left out: {n} e-mails that are too long for this tool.",
            report.long_emails,
        )
    if report.lacking:
        yield _without(report.lacking, "sms" if "phone" in target.needs else "email", language)


def file_warnings(report: TargetReport, language: Language) -> tuple[str, ...]:
    """What speaks against using the file as it is."""
    return tuple(_file_warnings(report, language))


def _file_warnings(report: TargetReport, language: Language) -> Iterator[str]:
    rows = language.number(report.rows)
    if report.too_few is not None:
        yield language.tr(
            "At least {minimum} people are needed here, and this list has {rows}. "
            "Choose more groups.",
            minimum=language.number(report.too_few),
            rows=rows,
        )
    if report.too_many is not None:
        yield language.tr(
            "At most {most} rows are taken here, and this list has {rows}. Make several lists.",
            most=language.number(report.too_many),
            rows=rows,
        )
    if report.too_large is not None:
        yield language.tr(
            "This file is larger than the {megabytes} MB that are taken here. Make several lists.",
            megabytes=language.number(report.too_large),
        )
    for name in report.sensitive:
        topics = [language.tr(topic) for topic in sensitive_topics(name)]
        yield language.tr(
            "The name “{name}” tells something private ({topics}). Ad platforms block audiences "
            "with such names, so call it something else there.",
            name=name,
            topics=language.listing(topics),
        )


def contact_notes(contacts: Contacts, language: Language) -> tuple[str, ...]:
    """What was taken for granted of the addresses of all customers, and left empty."""
    return tuple(_contact_notes(contacts, language))


def _contact_notes(contacts: Contacts, language: Language) -> Iterator[str]:
    if contacts.region is not None:
        yield language.tr(
            "Phones without a country code are read as numbers of this country: {country} "
            "({reason}).",
            country=country_name(contacts.region, language),
            reason=language.tr(_REASONS[contacts.region_from]),
        )
    elif (count := int((contacts.phone_reasons == "no_country").sum())) > 0:
        yield language.plural(
            "{n} phone number has no country code, and we don't know the shop's country.",
            "{n} phone numbers have no country code, and we don't know the shop's country.",
            count,
        )
    if contacts.unknown_countries:
        yield language.plural(
            "{n} customer's country was not recognized and is left empty.",
            "The country of {n} customers was not recognized and is left empty.",
            contacts.unknown_countries,
        )
    if contacts.unreadable_dates:
        yield language.plural(
            "{n} date of consent could not be read for certain and is left empty.",
            "{n} dates of consent could not be read for certain and are left empty.",
            contacts.unreadable_dates,
        )
