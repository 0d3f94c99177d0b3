"""The columns of the files of the ledger, and what each holds: documented where it is written.

Names are the same in both languages, so that a program reads either file; words are in the language
of the file.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import datasets
from cms.datasets import Column, Dataset

URL = Column("url", _("Permanent address."), "https://example.org/fr/r/2015-07/")
LANGUAGE = Column(
    "language",
    _("Language of the title and the text: that of the file, or else the other one."),
    "fr",
)
STATE = Column(
    "state",
    _("Where it stands today, as a code: the same word in both languages."),
    "overdue",
)
STATE_LABEL = Column("state_label", _("The same in words."))
SINCE = Column("since", _("The day on which this state began."), "2015-03-18")
SENT = Column("sent_on", _("The day of sending, from which days are counted."), "2015-03-18")
DUE = Column(
    "due_on",
    _("The day after which an answer is late: extensions counted, holidays moved on."),
    "2015-05-18",
)
DAYS = Column(
    "days", _("Days waited until today, or until the first answer on the substance."), "61"
)
OVERDUE = Column("days_overdue", _("Those of them after the day set for the answer."), "0")
ANSWERED = Column(
    "answered_on", _("First answer on the substance, or refusal to answer."), "2015-04-01"
)
SEPARATED = _("Several are separated by “ | ”.")

RECOMMENDATIONS = (
    Column("number", _("Permanent number."), "2015-07"),
    URL,
    Column("title", _("What is asked, in one sentence.")),
    LANGUAGE,
    Column("text", _("The full text, where there is one.")),
    Column("year", _("Year."), "2015"),
    Column("adopted_on", _("Day on which it was adopted, if it is known."), "2015-03-12"),
    Column("type", _("Recommendation, proposition, demand…")),
    Column("themes", SEPARATED),
    Column("level", _("Level of power that can decide.")),
    Column("origin", _("Where it was first said.")),
    Column("agreement", _("How far it was agreed on.")),
    Column("source", _("Publication it comes from.")),
    Column("group", _("Working group that worked on it.")),
    Column("addressees", SEPARATED),
    SENT,
    DUE,
    STATE,
    STATE_LABEL,
    SINCE,
    DAYS,
    OVERDUE,
    ANSWERED,
)
SENDINGS = (
    Column("kind", _("recommendation or interpellation, the same word in both languages.")),
    Column("number", _("Permanent number, of a recommendation."), "2015-07"),
    URL,
    Column("title", _("What is asked, in one sentence.")),
    LANGUAGE,
    Column("authority", _("To whom it was addressed.")),
    Column("addressing", _("named: by the source; deduced: by the editor of this site."), "named"),
    SENT,
    Column("channel", _("How it was sent.")),
    DUE,
    Column(
        "basis",
        _("legal: the day is set by law; asked: it was asked for and binds nobody."),
        "asked",
    ),
    STATE,
    STATE_LABEL,
    SINCE,
    DAYS,
    OVERDUE,
    ANSWERED,
)
INTERPELLATIONS = (
    URL,
    Column("title", _("Its title.")),
    LANGUAGE,
    Column("adopted_on", _("Day on which it was adopted, if it is known."), "2026-03-12"),
    Column("themes", SEPARATED),
    Column("addressees", SEPARATED),
    SENT,
    DUE,
    STATE,
    STATE_LABEL,
    SINCE,
    DAYS,
    OVERDUE,
    ANSWERED,
)
FIGURES = (
    Column("by", _("What is counted by: year or level.")),
    Column("value", _("The year, or the code of the level of power."), "2015"),
    Column("label", _("The same in words.")),
    Column("asked", _("Recommendations sent to at least one authority."), "12"),
    Column("answered", _("Those of them with an answer on the substance."), "5"),
    Column("done", _("Those that were carried out."), "2"),
)


def files(name):
    """What is offered of the whole ledger; an authority or a theme offers its own on its page."""
    return lambda: [
        (label, reverse(f"ledger:{name}-{form}"))
        for form, label in (("csv", "CSV"), ("json", "JSON"), ("atom", _("Atom feed")))
    ]


def register():
    datasets.register(
        Dataset(
            "list",
            _("Recommendations"),
            _(
                "Every public recommendation and where it stands today. Filter the list first to "
                "take a part of it: the links below the list keep your choices. The page of a "
                "theme offers the same columns."
            ),
            files("list"),
            RECOMMENDATIONS,
            position=20,
        )
    )
    datasets.register(
        Dataset(
            "authority",
            _("What was sent to one authority"),
            _("One line for each sending, on the page of the authority."),
            lambda: [(_("All authorities"), reverse("ledger:authorities"))],
            SENDINGS,
            position=21,
        )
    )
    datasets.register(
        Dataset(
            "interpellations",
            _("Interpellations"),
            _("Every public interpellation and where it stands today."),
            files("interpellations"),
            INTERPELLATIONS,
            position=22,
        )
    )
    datasets.register(
        Dataset(
            "figures",
            _("The ledger in figures"),
            _("Asked, answered and carried out, by year and by level of power."),
            lambda: [
                ("CSV", reverse("ledger:figures-csv")),
                ("JSON", reverse("ledger:figures-json")),
            ],
            FIGURES,
            position=23,
        )
    )
