"""What of the ledger can be followed by e-mail, and each event in words."""

import uuid

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.alternates import absolute
from cms.subscriptions.topics import Line, Source, Subject
from directory.vocabulary import Theme

from . import happenings
from .answers import Answer
from .assessments import Assessment
from .authorities import Authority
from .followups import FollowUp
from .interpellations import InterpellationPage
from .kinds import AnswerKind
from .milestones import Milestone
from .pages import readable
from .recommendations import Recommendation
from .sendings import Sending
from .wording import marked, page_title

KINDS = {
    "recommendation": gettext_lazy("recommendation"),
    "interpellation": gettext_lazy("interpellation"),
    "authority": gettext_lazy("authority"),
    "theme": gettext_lazy("theme"),
    "group": pgettext_lazy("kind of alert", "working group"),
}


# --- what a topic is about ------------------------------------------------------------------------
def subject(kind, code):
    return SUBJECTS[kind](code)


def recommendation(number):
    one = Recommendation.objects.public().filter(number=number).first()
    return one and Subject(f"{one.reference} {one.title.plain}", one.get_absolute_url())


def authority(slug):
    addressed = Sending.objects.public().order_by().values("authority")
    one = Authority.objects.filter(slug=slug).first()
    if one is None or not addressed.filter(authority=one).exists():
        return None
    return Subject(one.name.plain, reverse("ledger:authority", args=[slug]))


def theme(code):
    one = Theme.objects.filter(code=code).first()
    return one and Subject(one.label.plain, reverse("ledger:theme", args=[code]))


def page(key):
    """A page of the tree, in the language this reader can have."""
    try:
        family = uuid.UUID(key)
    except ValueError:
        return None
    found = next(iter(readable(Q(translation_key=family))), None)
    return found and Subject(found.title, found.get_url())


SUBJECTS = {
    "recommendation": recommendation,
    "interpellation": page,
    "authority": authority,
    "theme": theme,
    "group": page,
}


# --- what happened, in words ----------------------------------------------------------------------
def lines(keys):
    """Of the keys that are ours; a few queries, whatever their number."""
    asked = happenings.parsed(keys)
    found = {}
    for kind, tell in TELLING.items():
        if asked.get(kind):
            for pk, line in tell(asked[kind]):
                found[happenings.key_of(kind, pk)] = line
    return found


def published(pks):
    for one in Recommendation.objects.public().filter(pk__in=pks):
        day = timezone.localdate(one.first_published_at)
        yield one.pk, Line(day, title_of(one), _("new in the ledger"), address(one))


def launched(families):
    for one in readable(Q(translation_key__in=families)):
        day = timezone.localdate(one.first_published_at)
        yield (
            one.translation_key,
            Line(day, one.title, _("new interpellation"), absolute(one.get_url())),
        )


def sent(pks):
    rows = Sending.objects.public().filter(pk__in=pks).select_related("authority")
    for one, told in with_subjects(rows, lambda row: row):
        happened = _("sent to: %(authority)s") % {"authority": one.authority.name.plain}
        yield one.pk, told.line(one.sent_on, happened, f"s{one.pk}")


def answered(pks):
    rows = Answer.objects.filter(pk__in=pks, sending__in=Sending.objects.public())
    for one, told in with_subjects(rows.select_related("sending__authority"), of_sending):
        yield one.pk, told.line(one.received_on, answer_in_words(one), f"a{one.pk}")


def answer_in_words(one):
    said = {"authority": one.sending.authority.called.plain, "kind": one.get_kind_display()}
    if one.kind == AnswerKind.SUBSTANTIVE and one.position:
        said["position"] = one.get_position_display()
        return _("%(authority)s: %(kind)s (%(position)s)") % said
    return _("%(authority)s: %(kind)s") % said


def followed(pks):
    rows = FollowUp.objects.filter(
        pk__in=pks, recommendation__in=Recommendation.objects.public()
    ).select_related("recommendation")
    for one in rows:
        happened = _("on the ground: %(state)s") % {"state": one.get_implementation_display()}
        told = Told(title_of(one.recommendation), address(one.recommendation))
        yield one.pk, told.line(one.assessed_on, happened, f"f{one.pk}")


def assessed(pks):
    for one, told in opinions(pks):
        happened = _("our assessment: %(verdict)s") % {"verdict": one.get_verdict_display()}
        yield one.pk, told.line(one.made_on, happened, f"j{one.pk}")


def replied(pks):
    for one, told in opinions(pks):
        who = one.replied_by.called.plain if one.replied_by else ""
        happened = _("%(authority)s replied to our assessment") % {"authority": who}
        yield one.pk, told.line(one.replied_on, happened, f"k{one.pk}")


def opinions(pks):
    rows = Assessment.objects.filter(
        pk__in=pks, recommendation__in=Recommendation.objects.public()
    ).select_related("recommendation", "replied_by")
    for one in rows:
        yield one, Told(title_of(one.recommendation), address(one.recommendation))


def heard(pks):
    rows = list(Milestone.objects.filter(pk__in=pks).select_related("authority", "interpellation"))
    families = {one.interpellation.translation_key for one in rows}
    pages = {one.translation_key: one for one in readable(Q(translation_key__in=families))}
    for one in rows:
        if page := pages.get(one.interpellation.translation_key):
            happened = one.get_kind_display()
            if one.authority:
                happened = f"{happened}: {one.authority.called.plain}"
            told = Told(page_title(page), absolute(page.get_url()))
            yield one.pk, told.line(one.happened_on, happened, f"m{one.pk}")


TELLING = {
    happenings.PUBLISHED: published,
    happenings.LAUNCHED: launched,
    happenings.SENT: sent,
    happenings.ANSWERED: answered,
    happenings.FOLLOWED: followed,
    happenings.ASSESSED: assessed,
    happenings.REPLIED: replied,
    happenings.HEARD: heard,
}


class Told:
    """What it happened to."""

    def __init__(self, title, url):
        self.title, self.url = title, url

    def line(self, day, happened, anchor):
        return Line(day, self.title, happened, f"{self.url}#{anchor}")


def of_sending(row):
    return row.sending


def with_subjects(rows, sending_of):
    """Each row with the recommendation or the interpellation its sending was about."""
    rows = list(rows)
    sendings = [sending_of(row) for row in rows]
    recommendations = Recommendation.objects.public().in_bulk(
        {one.recommendation_id for one in sendings if one.recommendation_id}
    )
    originals = {one.interpellation_id for one in sendings if one.interpellation_id}
    families = dict(
        InterpellationPage.objects.filter(pk__in=originals).values_list("pk", "translation_key")
    )
    pages = {one.translation_key: one for one in readable(Q(translation_key__in=families.values()))}
    for row, sending in zip(rows, sendings, strict=True):
        if one := recommendations.get(sending.recommendation_id):
            yield row, Told(title_of(one), address(one))
        elif one := pages.get(families.get(sending.interpellation_id)):
            yield row, Told(page_title(one), absolute(one.get_url()))


def title_of(one):
    return f"{one.reference} {marked(one.title)}"


def address(one):
    return absolute(one.get_absolute_url())


SOURCE = Source("ledger", KINDS, subject, happenings.events, lines)
