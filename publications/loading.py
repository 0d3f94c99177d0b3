"""Files into the ledger: authorities, recommendations, what was sent, what came back.

    load_ledger(folder, tell=print)

reads authorities.csv, holders.csv, recommendations.csv, related.csv, demands.csv, signatories.csv,
sendings.csv, answers.csv, milestones.csv, follow_ups.csv and assessments.csv from `folder`, and
returns the number of records added. A record that exists is left as it is: an editor may have
changed it. Call it after the themes are loaded, and after the pages that the files name by their
address (the source of a recommendation, an interpellation): a page that is not there is left out.

Days are written 2015-03-18, or as a number of days from today (-140), so that the clocks of a
demonstration never look abandoned.
"""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from directory.loading import Tell, found, rows, silent
from directory.models import Organisation
from directory.vocabulary import Audience, Theme

from .ledger.signatories import agreed_text
from .models import (
    Answer,
    Assessment,
    Authority,
    Demand,
    FollowUp,
    Holder,
    InterpellationPage,
    Milestone,
    Recommendation,
    Related,
    Sending,
    Signatory,
)

DAYS = (
    "sent_on",
    "due_on",
    "received_on",
    "extended_to",
    "assessed_on",
    "made_on",
    "replied_on",
)
TERMS = ("started_on", "ended_on")


@transaction.atomic
def load_ledger(folder: Path, tell: Tell = silent) -> int:
    folder = Path(folder)
    loaded = {
        "authorities": load_authorities(folder),
        "recommendations": load_recommendations(folder),
        "relations": load_related(folder),
        "demands": load_demands(folder),
        "signatures": load_signatories(folder),
        "sendings": load_sendings(folder),
        "events": load_milestones(folder),
        "observations": load_follow_ups(folder),
        "assessments": load_assessments(folder),
    }
    for name, count in loaded.items():
        tell(f"{count} {name}")
    return sum(loaded.values())


def day(cell: str) -> date | None:
    if not cell:
        return None
    if cell.lstrip("-").isdigit():
        return timezone.localdate() + timedelta(days=int(cell))
    return date.fromisoformat(cell)


def with_days(row, names=DAYS):
    return row | {name: day(row[name]) for name in names if name in row}


def grouped(path, column):
    lines = defaultdict(list)
    for _number, row in rows(path):
        lines[row.pop(column)].append(row)
    return lines


def load_authorities(folder):
    holders, added = grouped(folder / "holders.csv", "authority"), 0
    for _number, row in rows(folder / "authorities.csv"):
        if Authority.objects.filter(slug=row["slug"]).exists():
            continue
        row["successor"] = Authority.objects.filter(slug=row.get("successor") or None).first()
        one = Authority(**with_days(row, ("ended_on",)))
        for holder in holders[one.slug]:
            one.holders.add(Holder(**with_days(holder, TERMS)))
        one.full_clean()
        one.save()
        added += 1
    return added


@transaction.atomic
def load_recommendations(folder):
    """On their own as well: a publication that shows some needs them to be there."""
    known = set(Recommendation.objects.values_list("number", flat=True))
    added = 0
    for _number, row in rows(folder / "recommendations.csv"):
        if row["number"] in known:
            continue
        themes = found(Theme, row.pop("themes").split())
        audiences = found(Audience, row.pop("audiences", "").split())
        row["group"] = Page.objects.filter(slug=row.pop("group", None) or None).first()
        row["source_page"] = Page.objects.filter(slug=row.pop("source_page") or None).first()
        row["parent"] = Recommendation.objects.filter(number=row["parent"]).first()
        one = Recommendation(**row)
        one.themes, one.audiences = themes, audiences
        one.full_clean()
        one.save()
        one.save_revision().publish()
        added += 1
    return added


def load_related(folder):
    """Through a revision: the next edit must keep them."""
    added = 0
    for number, lines in grouped(folder / "related.csv", "recommendation").items():
        one = Recommendation.objects.get(number=number)
        if one.related.exists():
            continue
        for order, row in enumerate(lines):
            other = Recommendation.objects.get(number=row["other"])
            relation = Related(recommendation=one, kind=row["kind"], other=other, sort_order=order)
            relation.full_clean()
            one.related.add(relation)
        one.save_revision().publish()
        added += len(lines)
    return added


def load_demands(folder):
    """Onto interpellations without any, and through a revision: the next edit must keep them."""
    added = 0
    for slug, lines in grouped(folder / "demands.csv", "interpellation").items():
        page = InterpellationPage.objects.filter(slug=slug).first()
        if page is None or page.demands.exists():
            continue
        for order, row in enumerate(lines):
            asked = Recommendation.objects.get(number=row["recommendation"])
            page.demands.add(Demand(recommendation=asked, sort_order=order))
        page.save_revision().publish()
        added += len(lines)
    return added


def load_signatories(folder):
    added = 0
    for slug, lines in grouped(folder / "signatories.csv", "interpellation").items():
        page = InterpellationPage.objects.filter(slug=slug).first()
        if page is None or page.signatories.exists():
            continue
        text = agreed_text(page)
        for row in lines:
            signs = Organisation.objects.filter(slug=row.pop("organisation")).first()
            if signs is None:
                continue
            row |= {"organisation": signs, "interpellation": page, "text_agreed": text}
            save(Signatory(**with_days(row, ("consent_on", "withdrawn_on"))))
            added += 1
    return added


def load_milestones(folder):
    added = 0
    for slug, lines in grouped(folder / "milestones.csv", "interpellation").items():
        page = InterpellationPage.objects.filter(slug=slug).first()
        if page is None or page.milestones.exists():
            continue
        for row in lines:
            row["authority"] = Authority.objects.filter(slug=row["authority"]).first()
            save(Milestone(interpellation=page, **with_days(row, ("happened_on",))))
            added += 1
    return added


def save(row):
    """What a form would refuse, a file may not bring in either."""
    row.full_clean()
    row.save()


def load_sendings(folder):
    answers, added = grouped(folder / "answers.csv", "sending"), 0
    for _number, row in rows(folder / "sendings.csv"):
        key = row.pop("sending")
        subject = subject_of(row.pop("recommendation"), row.pop("interpellation"))
        authority = Authority.objects.get(slug=row.pop("authority"))
        if not subject or Sending.objects.filter(authority=authority, **subject).exists():
            continue
        one = Sending(authority=authority, **subject, **with_days(row))
        for answer in answers[key]:
            one.answers.add(Answer(**with_days(answer)))
        one.full_clean()
        one.save()
        added += 1
    return added


def subject_of(number, slug):
    if number:
        return {"recommendation": Recommendation.objects.get(number=number)}
    page = InterpellationPage.objects.filter(slug=slug).first()
    return {"interpellation": page} if page else {}


def load_follow_ups(folder):
    added = 0
    for number, lines in grouped(folder / "follow_ups.csv", "recommendation").items():
        one = Recommendation.objects.get(number=number)
        if one.follow_ups.exists():
            continue
        for row in lines:
            assessment = FollowUp(recommendation=one, **with_days(row))
            assessment.full_clean()
            assessment.save()
            added += 1
    return added


def load_assessments(folder):
    added = 0
    for number, lines in grouped(folder / "assessments.csv", "recommendation").items():
        one = Recommendation.objects.get(number=number)
        if one.assessments.exists():
            continue
        for row in lines:
            row["replied_by"] = Authority.objects.filter(slug=row["replied_by"] or None).first()
            assessment = Assessment(recommendation=one, **with_days(row))
            assessment.full_clean()
            assessment.save()
            added += 1
    return added
