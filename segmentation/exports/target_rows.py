"""The targets as data: one entry for each tool and platform, with where its form was read.

Headers are the tool's own words where it names them, else plain ones to map by hand. To add a
tool, add an entry; nothing else knows its name. Texts are English msgids.
"""

from __future__ import annotations

from segmentation.exports.ad_targets import ADS
from segmentation.exports.targets import Field, Target
from segmentation.language import mark

READ_ON = "2026-11-28"
_EMOJI = (
    "\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f"
    "\U0001f000-\U0001faff\U000e0000-\U000e007f"
)
_FIRST, _LAST = Field("First Name", "first_name"), Field("Last Name", "last_name")
_CONSENT_IN_WIZARD = mark(
    "The tool asks during the import whether these people agreed. They did: only those are in "
    "the file."
)
_MAP_BY_HAND = mark("The tool asks which column is which. Go through its guesses once.")
_NO_DOCUMENTATION = mark(
    "We found no description of this tool's files, so the file has the usual form. Try it with "
    "a few rows first."
)
_EXCEL = (
    Target(
        key="excel",
        label=mark("Excel, one plain sheet"),
        channel="own",
        kind="workbook",
        most=1_048_575,
        advice=(
            mark("For programs that take an Excel file with one sheet and nothing around it."),
        ),
        source="https://support.microsoft.com/office/excel-specifications-and-limits",
        read_on=READ_ON,
    ),
    *(
        Target(
            key=f"excel_csv_{language}",
            label=label,
            channel="own",
            kind="people",
            language=language,
            delimiter="," if language == "en" else ";",
            advice=(
                mark(
                    "Opened in Excel, a phone number loses its plus sign. The Excel file keeps it."
                ),
            ),
            source="https://wiki.scn.sap.com/wiki/display/ABAP/Excel+files+-+CSV+format",
            read_on=READ_ON,
        )
        for language, label in (
            ("pl", mark("CSV for Excel in Polish")),
            ("ru", mark("CSV for Excel in Russian")),
            ("en", mark("CSV for Excel in English")),
        )
    ),
)

_MAILING = (
    Target(
        key="mailing",
        label=mark("Any mailing tool"),
        channel="email",
        fields=(
            Field("Email", "email", "email"),
            _FIRST,
            _LAST,
            Field("Phone", "phone", "e164"),
            Field("City", "location"),
            Field("Country", "country", "country"),
            Field("Tags", "segment", "tag"),
            Field("Email consent", "email_consent", "yes_no"),
            Field("Consent date", "email_consent_date", "day"),
            Field("Consent source", "email_consent_source"),
        ),
        advice=(_MAP_BY_HAND,),
    ),
    Target(
        key="mailchimp",
        label="Mailchimp",
        channel="email",
        fields=(
            Field("Email Address", "email", "email"),
            _FIRST,
            _LAST,
            Field("Phone Number", "phone", "e164"),
            Field("Birthday", "birth_date", "month_day"),
            Field("Tags", "segment", "tag"),
        ),
        longest=255,
        in_bytes=True,
        advice=(_MAP_BY_HAND, _CONSENT_IN_WIZARD),
        source="https://mailchimp.com/help/format-guidelines-for-your-import-file/",
        read_on=READ_ON,
    ),
    Target(
        key="klaviyo",
        label="Klaviyo",
        channel="email",
        fields=(
            Field("Email", "email", "email"),
            Field("Phone Number", "phone", "e164"),
            Field("Country", "country", "country"),
            _FIRST,
            _LAST,
            Field("Timestamp", "email_consent_date", "day"),
            Field("Group", "segment", "tag"),
        ),
        advice=(
            _CONSENT_IN_WIZARD,
            mark(
                "If you have a welcome message for new contacts, switch it off before the import."
            ),
        ),
        source="https://help.klaviyo.com/hc/en-us/articles/360043841811",
        read_on=READ_ON,
    ),
    Target(
        key="brevo",
        label="Brevo",
        channel="email",
        fields=(
            Field("EMAIL", "email", "email"),
            Field("FIRSTNAME", "first_name"),
            Field("LASTNAME", "last_name"),
            Field("SMS", "phone", "e164"),
            Field("GROUP", "segment", "tag"),
        ),
        megabytes=250,
        advice=(_CONSENT_IN_WIZARD,),
        source="https://help.brevo.com/hc/en-us/articles/208729849",
        read_on=READ_ON,
    ),
    Target(
        key="mailerlite",
        label="MailerLite",
        channel="email",
        fields=(
            Field("Email", "email", "email"),
            Field("Name", "first_name"),
            Field("Last name", "last_name"),
            Field("Phone", "phone", "e164"),
            Field("City", "location"),
            Field("Country", "country", "country"),
            Field("Group", "segment", "tag"),
        ),
        advice=(_MAP_BY_HAND, _CONSENT_IN_WIZARD),
        source="https://www.mailerlite.com/help/how-to-import-subscribers",
        read_on=READ_ON,
    ),
    Target(
        key="getresponse",
        label="GetResponse",
        channel="email",
        fields=(
            Field("email", "email", "email"),
            Field("name", "name", "full_name"),
            Field("phone", "phone", "e164"),
            Field("city", "location"),
            Field("country", "country", "country"),
            Field("group", "segment", "tag"),
        ),
        longest=255,
        longest_email=128,
        no_roles=True,
        megabytes=50,
        advice=(_MAP_BY_HAND, _CONSENT_IN_WIZARD),
        source="https://www.getresponse.com/help/how-do-i-prepare-a-file-for-import.html",
        read_on=READ_ON,
    ),
    Target(
        key="edrone",
        label="edrone",
        channel="email",
        delimiter=";",
        fields=(
            Field("email", "email", "email"),
            Field("name", "first_name"),
            Field("surname", "last_name"),
            Field("phone", "phone", "digits"),
            Field("gender", "gender", "gender"),
            Field("birth date", "birth_date", "day"),
            Field("city", "location"),
            Field("country", "country", "country"),
            Field("email subscription status", "email_consent", "one_zero"),
            Field("sms subscription status", "sms_consent", "one_zero"),
            Field("tags", "segment", "tag"),
            Field("date of email subscription confirmation", "email_consent_date", "day"),
        ),
        unwanted="'\"",
        source="https://help.edrone.me/en/articles/8166138-how-to-prepare-a-file-to-import",
        read_on=READ_ON,
    ),
    Target(
        key="salesmanago",
        label="SALESmanago",
        channel="email",
        delimiter=";",
        fields=(
            Field("email", "email", "email"),
            Field("name", "name", "full_name"),
            Field("phone", "phone", "digits"),
            Field("birthday", "birth_date", "day"),
            Field("city", "location"),
            Field("postcode", "postcode"),
            Field("country", "country", "country"),
            Field("tags", "segment", "plain_tag"),
        ),
        megabytes=20,
        advice=(
            _MAP_BY_HAND,
            mark("Set the status to opt-in for e-mail; these people agreed to that."),
        ),
        source="https://pomoc.salesmanago.pl/przygotowanie-pliku-do-importu/",
        read_on=READ_ON,
    ),
    Target(
        key="hubspot",
        label="HubSpot",
        channel="email",
        fields=(
            Field("Email", "email", "email"),
            _FIRST,
            _LAST,
            Field("Phone Number", "phone", "e164"),
            Field("City", "location"),
            Field("Postal Code", "postcode"),
            Field("Country/Region", "country", "country"),
            Field("Group", "segment", "tag"),
        ),
        megabytes=20,
        most=500_000,
        advice=(_MAP_BY_HAND,),
        source="https://knowledge.hubspot.com/import-and-export/set-up-your-import-file",
        read_on=READ_ON,
    ),
    Target(
        key="activecampaign",
        label="ActiveCampaign",
        channel="email",
        fields=(
            Field("Email", "email", "email"),
            _FIRST,
            _LAST,
            Field("Phone", "phone", "e164"),
            Field("Birthday", "birth_date", "day"),
            Field("Tags", "segment", "tag"),
        ),
        unwanted=_EMOJI,
        advice=(_MAP_BY_HAND, _CONSENT_IN_WIZARD),
        source="https://help.activecampaign.com/hc/en-us/articles/360006760900",
        read_on=READ_ON,
    ),
    Target(
        key="unisender",
        label="Unisender",
        channel="email",
        fields=(
            Field("email", "email", "email"),
            Field("phone", "phone", "e164"),
            Field("Name", "first_name"),
            Field("Last name", "last_name"),
            Field("Group", "segment", "tag"),
        ),
        megabytes=20,
        advice=(_MAP_BY_HAND,),
        source="https://www.unisender.com/en/support/how-to-start/how-to-import/",
        read_on=READ_ON,
    ),
    Target(
        key="mindbox",
        label="Mindbox",
        channel="email",
        delimiter=";",
        fields=(
            Field("Email", "email", "email"),
            Field("MobilePhone", "phone", "digits"),
            Field("LastName", "last_name"),
            Field("FirstName", "first_name"),
            Field("BirthDate", "birth_date", "day"),
        ),
        advice=(
            mark(
                "Compare the column names with the template that the import screen lets you "
                "download."
            ),
        ),
        source="https://help.mindbox.ru/docs/clients-import",
        read_on=READ_ON,
    ),
    Target(
        key="sms",
        label=mark("Text messages (SMS)"),
        channel="sms",
        delimiter=";",
        fields=(
            Field("phone", "phone", "digits"),
            Field("first_name", "first_name"),
            Field("last_name", "last_name"),
        ),
        advice=(_NO_DOCUMENTATION,),
    ),
)

TARGETS: tuple[Target, ...] = (*_EXCEL, *_MAILING, *ADS)
"""Every target, in the order in which they are offered."""
TARGET = {target.key: target for target in TARGETS}
