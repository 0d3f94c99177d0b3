"""Minutes of a meeting, and everybody who might want to read them."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.roles import Code
from cms.users import User
from groups.minutes.attendance import Attendance
from groups.minutes.facilitators import Facilitator
from groups.minutes.records import Minutes, MinutesFile
from groups.minutes.transmissions import Means, Transmission, record
from groups.models import Meeting, Membership, Participation

from .directory import OrganisationFactory
from .editors import client_of, group_page, site_with_editors

# None of these words may reach somebody who may not read the minutes.
TEXT, FILE, PLACE, OFFICIAL = "zwijgwoord", "geheimstuk", "verborgenhuis", "stillenaam"
BESIDE = "nevenwoord"  # stands beside the first: who is shown a passage of the text is shown both
SECRETS = (TEXT, FILE, PLACE, OFFICIAL, BESIDE)


def minutes_of(meeting, **fields):
    made = {"text": f"<h3>1. Logement</h3><p>On a parlé de {TEXT} {BESIDE}.</p>", "language": "fr"}
    minutes = Minutes.objects.create(meeting=meeting, **(made | fields))
    file = ContentFile(f"%PDF-1.4 {FILE}".encode(), name="x.pdf")
    MinutesFile.objects.create(
        minutes=minutes, file=file, name=f"{FILE}.pdf", size=20, extension="pdf"
    )
    Attendance.objects.create(meeting=meeting, label=PLACE, kind="association", present=3)
    return minutes


def held(days=-3, **fields):
    return Meeting.objects.create(start=timezone.now() + timedelta(days), **fields)


def member(name, organisation, **fields):
    user = User.objects.create_user(name)
    Membership.objects.create(
        user=user, organisation=organisation, **({"since": timezone.localdate()} | fields)
    )
    return user


def link_to(minutes, **fields):
    row, key = record(
        minutes, None, role="Échevinat", name=OFFICIAL, email="e@x.example", means=Means.LINK
    )
    Transmission.objects.filter(pk=row.pk).update(**fields)
    return key


def world():
    """Minutes open to members and officials, and one client for each kind of person."""
    made = site_with_editors()
    today, now = timezone.localdate(), timezone.now()
    inside, outside, gone = (OrganisationFactory(name_fr=name) for name in ("In", "Uit", "Weg"))
    made.group, made.other = group_page(made), group_page(made, "Logement")
    for page, house, left in (
        (made.group, inside, None),
        (made.group, gone, today),
        (made.other, outside, None),
    ):
        Participation.objects.create(page=page, organisation=house, left_on=left)
    made.meeting = held(group=made.group, summary_fr="Résumé pour tous.")
    made.minutes = minutes_of(made.meeting, approved_on=today, for_members=True, for_officials=True)
    second = User.objects.create_user("andere")
    second.groups.add(made.users[Code.FACILITATION].groups.get())
    Facilitator.objects.create(user=made.users[Code.FACILITATION], group=made.group)
    Facilitator.objects.create(user=second, group=made.other)
    yesterday = now - timedelta(days=1)
    made.people = {
        "nob": None,
        "mem": member("lid", inside),
        "els": member("elders", outside),
        "for": member("oud", inside, since=today - timedelta(9), until=today),
        "left": member("weg", gone),
        "fac": made.users[Code.FACILITATION],
        "fac2": second,
        "tra": made.users[Code.TRANSLATION],
        "com": made.users[Code.COMMITTEE],
        "coo": made.users[Code.COORDINATION],
        "sup": User.objects.create_superuser("baas"),
    }
    made.keys = {
        "link": link_to(made.minutes),
        "exp": link_to(made.minutes, expires_at=yesterday),
        "wdr": link_to(made.minutes, withdrawn_at=yesterday),
    }
    return made


def client_for(user):
    return client_of(user) if user else Client()


def address(name, *args, key=""):
    return reverse(f"minutes:{name}", args=args) + (f"?key={key}&read=1" if key else "")
