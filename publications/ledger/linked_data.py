"""A recommendation and the list in the words of schema.org."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms import languages
from cms.alternates import absolute

CONTEXT = "https://schema.org"


def of_recommendation(one, source_url):
    """Only what both languages say alike; where it stands today is not for machines to keep."""
    known = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": absolute(one.get_absolute_url()),
        "url": absolute(one.get_absolute_url()),
        "identifier": one.reference,
        "name": one.title.plain,
        "text": one.text.plain,
        "inLanguage": one.title.html_lang,
        "dateCreated": one.adopted_on.isoformat() if one.adopted_on else str(one.year),
        "isBasedOn": absolute(source_url) if source_url else "",
    }
    return {name: value for name, value in known.items() if value}


def of_ledger():
    """The list as data that anybody may take along."""
    code = languages.current()
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": _("Recommendations"),
        "description": _("What was asked, of whom, since when, and what was answered."),
        "url": absolute(reverse("ledger:list")),
        "inLanguage": languages.html_lang(code),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": absolute(reverse(f"ledger:list-{form}")),
            }
            for form, kind in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }
