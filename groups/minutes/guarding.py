"""A meeting, a body or a group with minutes is not deleted by the way: they would go with it."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from ..bodies.records import Body
from ..meetings.records import Meeting
from .records import Minutes


def of_pages(pages):
    below = Q()
    for page in pages:
        below |= Q(meeting__group__path__startswith=page.path)
    return Minutes.objects.filter(below) if pages else Minutes.objects.none()


def of_records(model, records):
    pks = [one.pk for one in records]
    if issubclass(model, Meeting):
        return Minutes.objects.filter(Q(meeting__in=pks) | Q(meeting__series__in=pks))
    if issubclass(model, Body):
        return Minutes.objects.filter(meeting__body__in=pks)
    return Minutes.objects.none()


def refuse(request, kept, back):
    count = kept.count()
    if not count:
        return None
    text = _("There are minutes of it (%(count)d). Delete those first, then this.")
    messages.error(request, text % {"count": count})
    return redirect(back)


@hooks.register("before_delete_page")
def pages_with_minutes_stay(request, page):
    if request.method != "POST":
        return None
    return refuse(request, of_pages([page]), "minutes_list")


@hooks.register("before_bulk_action")
def many_with_minutes_stay(request, action_type, objects, action):
    if action_type != "delete" or not objects:
        return None
    first = objects[0]
    if isinstance(first, Page):
        return refuse(request, of_pages(objects), "minutes_list")
    return refuse(request, of_records(type(first), objects), "minutes_list")


@hooks.register("before_delete_snippet")
def records_with_minutes_stay(request, instances):
    if request.method != "POST" or not instances:
        return None
    return refuse(request, of_records(type(instances[0]), instances), "minutes_list")
