"""The ad platforms as targets: who is to be found there, and no more of them than that takes."""

from __future__ import annotations

from dataclasses import replace

from segmentation.exports.targets import Field, Target
from segmentation.language import mark

READ_ON = "2026-11-28"
_HASHED_BY_THEM = mark(
    "The platform hides addresses itself before it compares them. Hide them here only if you "
    "don't want them to leave readable."
)
_CONSENT_TO_ADS = mark(
    "Consent to e-mails or text messages is not yet consent to be found in ads. Check that your "
    "privacy notice says so."
)

# One identifier a file, so there are two targets.
_VK_EMAILS = Target(
    key="vk_emails",
    label=mark("VK Ads, e-mail addresses"),
    channel="ads",
    fields=(Field("id", "email", "email", hashed=True),),
    needs=("email",),
    hash="md5",
    judges_names=True,
    minimum=2_000,
    most=5_000_000,
    megabytes=128,
    advice=(_CONSENT_TO_ADS,),
    source="https://target.my.com/help/advertisers/sourceuserlists/en",
    read_on=READ_ON,
)
_VK_PHONES = replace(
    _VK_EMAILS,
    key="vk_phones",
    label=mark("VK Ads, phone numbers"),
    fields=(Field("id", "phone", "digits"),),
    needs=("phone",),
    hash=None,
)

ADS: tuple[Target, ...] = (
    Target(
        key="meta",
        label="Meta (Facebook, Instagram)",
        channel="ads",
        fields=(
            Field("email", "email", "email", hashed=True),
            Field("phone", "phone", "digits", hashed=True),
            Field("fn", "first_name", "bare", hashed=True),
            Field("ln", "last_name", "bare", hashed=True),
            Field("ct", "location", "joined", hashed=True),
            Field("zip", "postcode", "joined", hashed=True),
            Field("country", "country", "small_country", hashed=True),
            Field("value", "total_spend", "no_debt"),
        ),
        hash="sha256",
        judges_names=True,
        minimum=100,
        advice=(_HASHED_BY_THEM, _CONSENT_TO_ADS),
        source="https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences",
        read_on=READ_ON,
    ),
    Target(
        key="google",
        label="Google Ads (Customer Match)",
        channel="ads",
        fields=(
            Field("Email", "email", "email", hashed=True),
            Field("Phone", "phone", "e164", hashed=True),
            Field("First Name", "first_name", hashed=True, hashed_as="small"),
            Field("Last Name", "last_name", hashed=True, hashed_as="bare"),
            Field("Country", "country", "country"),
            Field("Zip", "postcode"),
        ),
        hash="sha256",
        minimum=100,
        judges_names=True,
        advice=(_HASHED_BY_THEM, _CONSENT_TO_ADS),
        source="https://support.google.com/google-ads/answer/7659867",
        read_on=READ_ON,
    ),
    Target(
        key="tiktok",
        label="TikTok",
        channel="ads",
        fields=(
            Field("Email", "email", "email_without_plus", hashed=True,
                  hashed_header="Email_SHA256"),
            Field("Phone", "phone", "e164", hashed=True, hashed_as="digits",
                  hashed_header="Phone_SHA256"),
        ),
        hash="sha256",
        judges_names=True,
        minimum=1_000,
        megabytes=1_000,
        advice=(_HASHED_BY_THEM, _CONSENT_TO_ADS),
        source="https://ads.tiktok.com/help/article/list-of-supported-ids-and-formats-for-a-customer-file",
        read_on=READ_ON,
    ),
    Target(
        key="yandex",
        label=mark("Yandex, audiences"),
        channel="ads",
        fields=(
            Field("phone", "phone", "digits", hashed=True),
            Field("email", "email", "email", hashed=True),
        ),
        hash="sha256",
        judges_names=True,
        minimum=100,
        megabytes=1_000,
        advice=(
            mark("If you hide addresses, tick hashed data and choose SHA-256 there."),
            _CONSENT_TO_ADS,
        ),
        source="https://yandex.ru/support/audience/en/file.md",
        read_on=READ_ON,
    ),
    _VK_EMAILS,
    _VK_PHONES,
)  # fmt: skip
