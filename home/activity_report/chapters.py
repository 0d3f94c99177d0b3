"""The chapters of a report: which facts stand where, and what is left to people to write."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import gathering
from .gathering import MOST_ROWS
from .passages import Writer


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    blocks: list


def written(period, language):
    """All of them, the first being the page of the publication itself. In the active language."""
    facts = {
        "groups": list(gathering.groups(period)),
        "bodies": gathering.bodies(period),
        "encounters": gathering.encounters(period),
        "publications": gathering.publications(period),
        "recommendations": gathering.recommendations(period),
        "interpellations": list(gathering.interpellations(period)),
        "directory": gathering.directory(period),
    }
    for key, title, write in (
        ("summary", "", summary),
        ("groups", _("The working groups"), of_groups),
        ("encounters", _("Encounters and training modules"), of_encounters),
        ("outputs", _("What was published, asked and answered"), of_outputs),
        ("bodies", _("Governance"), of_bodies),
        ("directory", _("The directory"), of_directory),
        ("perspectives", _("Evaluation and perspectives"), of_perspectives),
    ):
        writer = Writer(f"{period.year}:{language}:{key}")
        write(writer, period, facts)
        yield Chapter(key, title, writer.blocks)


def summary(writer, period, facts):
    writer.to_complete("opening", _("In three sentences: what mattered most this year, and why."))
    writer.figures("year", period.year, list(key_figures(facts)))


def key_figures(facts):
    meetings = sum(one.meetings for one in facts["groups"])
    if meetings:
        at_work = len(facts["groups"])
        scope = ngettext("%(count)d group", "%(count)d groups", at_work) % {"count": at_work}
        yield meetings, _("meetings of working groups"), scope
    if people := sum(one.people for one in held(facts["encounters"])):
        number = len(held(facts["encounters"]))
        scope = ngettext("%(count)d encounter", "%(count)d encounters", number)
        yield people, _("people at encounters and modules"), scope % {"count": number}
    for name, words in (
        ("publications", _("publications")),
        ("recommendations", _("recommendations")),
        ("interpellations", _("interpellations followed")),
    ):
        if count := len(facts[name]):
            yield count, words, ""
    yield facts["directory"].entries, _("organisations in the directory"), ""


def held(encounters):
    return [one for one in encounters if not one.page.cancelled]


# --- groups ---------------------------------------------------------------------------------------
def of_groups(writer, period, facts):
    groups = facts["groups"]
    if not groups:
        writer.to_complete("none", _("The site knows of no group at work that year."))
        return
    columns = [_("Group"), _("Meetings held"), _("Attendances"), _("Stages")]
    rows = [
        (one.page.title, one.meetings or "–", one.present or "–", stages(one)) for one in groups
    ]
    caption = _("The working groups in %(year)s") % {"year": period.year}
    writer.table("groups", caption, columns, rows)
    for one in groups:
        of_group(writer, one)


def stages(one):
    said = [f"{phase.get_stage_display()} ({said_day(phase)})" for phase in one.phases]
    return " · ".join(said) or "–"


def said_day(phase):
    return date_format(phase.started_on, "DATE_FORMAT" if phase.day_is_known else "F Y")


def of_group(writer, one):
    name = f"group-{one.page.translation_key}"
    writer.heading(name, one.page.title)
    reasons = [
        f"{said_day(phase)} · {phase.get_stage_display()}. {phase.reason.plain}".strip()
        for phase in one.phases
    ]
    if reasons:
        writer.points(name, reasons)
    for field, title, question in (
        ("objectives", _("Objectives"), ""),
        ("evaluation", _("Evaluation"), _("What the group reached, and by what one sees it.")),
        ("difficulties", _("Difficulties"), ""),
    ):
        known = one.year and getattr(one.year, field).plain
        if known or question:
            writer.heading(f"{name}.{field}", title, level=3)
        if known:
            writer.points(f"{name}.{field}", [line for line in known.splitlines() if line.strip()])
        elif question:
            writer.to_complete(f"{name}.{field}", question)
    writer.heading(f"{name}.next", _("Perspectives"), level=3)
    writer.to_complete(f"{name}.next", _("What the group wants to do next year."))


# --- encounters -----------------------------------------------------------------------------------
def of_encounters(writer, period, facts):
    if not facts["encounters"]:
        writer.to_complete("none", _("The agenda of the site holds no event of that year."))
        return
    columns = [_("Day"), _("Event"), _("Kind"), _("People"), _("Services"), _("Had registered")]
    rows = [row_of(one) for one in facts["encounters"]]
    caption = _("Encounters and modules in %(year)s") % {"year": period.year}
    writer.table("encounters", caption, columns, rows[:MOST_ROWS])
    writer.heading("learned", _("What we learned from them"))
    writer.to_complete("learned", _("What worked, what did not, and what changes for the next."))


def row_of(one):
    page, counted = one.page, one.attendance
    kind = page.get_kind_display()
    day = date_format(page.first_day)
    if page.cancelled:
        return day, page.title, kind, _("cancelled"), "–", "–"
    about = _("about %(count)d") if counted and counted.is_about else "%(count)d"
    people = about % {"count": one.people} if one.people else _("not counted")
    services = (counted and counted.services) or "–"
    registered = (counted and counted.registered) or "–"
    return day, page.title, kind, people, services, registered


# --- outputs --------------------------------------------------------------------------------------
def of_outputs(writer, period, facts):
    on = {"day": date_format(period.until)}
    writer.heading("publications", _("Publications"))
    if facts["publications"]:
        titles = [f"{page.title} ({page.get_kind_display()})" for page in facts["publications"]]
        writer.points("publications", titles)
    else:
        writer.paragraph("publications", _("Nothing was published on the site that year."))
    writer.heading("recommendations", _("Recommendations"))
    recommendations = facts["recommendations"]
    if recommendations:
        rows = [(one.number, one.title.plain, case.state.label) for one, case in recommendations]
        columns = [_("Its number"), _("Recommendation"), _("State")]
        caption = _("Recommendations of the year and where they stood on %(day)s") % on
        writer.table("recommendations", caption, columns, rows[:MOST_ROWS])
    else:
        writer.paragraph("recommendations", _("No recommendation of that year is in the ledger."))
    writer.heading("interpellations", _("Interpellations"))
    if facts["interpellations"]:
        rows = [row_of_interpellation(line) for line in facts["interpellations"]]
        columns = [_("Interpellation"), _("Sent on"), _("State"), _("Days without an answer")]
        caption = _("Interpellations and where they stood on %(day)s") % on
        writer.table("interpellations", caption, columns, rows[:MOST_ROWS])
    else:
        writer.paragraph("interpellations", _("No interpellation was in progress."))
    writer.heading("effects", _("What came of it"))
    writer.to_complete("effects", _("What changed for people, and what did not. Say how you know."))


def row_of_interpellation(line):
    clock = line.clock
    sent = date_format(clock.sent_on) if clock.sent_on else "–"
    return line.page.title, sent, clock.state.label, clock.days if clock.sent_on else "–"


# --- governance, directory, perspectives ----------------------------------------------------------
def of_bodies(writer, period, facts):
    if facts["bodies"]:
        rows = [(row.body.name.plain, row.held) for row in facts["bodies"]]
        caption = _("Meetings of the governance bodies in %(year)s") % {"year": period.year}
        writer.table("bodies", caption, [_("Body"), _("Meetings held")], rows)
    else:
        writer.to_complete("bodies", _("How often the steering committee and the assembly met."))
    writer.to_complete("decisions", _("The decisions that may be told, without the minutes."))


def of_directory(writer, period, facts):
    found = facts["directory"]
    figures = [
        (found.entries, _("organisations in the directory"), _("on the day of this count")),
        (found.confirmed, _("entries last confirmed by their organisation that year"), ""),
    ]
    writer.figures("directory", period.year, figures)
    writer.to_complete("directory", _("The campaign of the year: whom you asked, who answered."))


def of_perspectives(writer, period, facts):
    for name, title, question in (
        ("evaluation", _("Evaluation"), _("What the steering committee thinks of the year.")),
        ("difficulties", _("Difficulties"), _("What stood in the way, and what you ask for.")),
        ("perspectives", _("Perspectives"), _("The three things that matter next year.")),
        ("annexes", _("Annexes"), _("Charter, composition, members: link to their pages.")),
    ):
        writer.heading(name, title)
        writer.to_complete(name, question)
