"""The pages of the alerts: asking, confirming, looking after one's own, stopping."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms import languages
from cms.limits import visitor_may

from . import asking, links, topics
from .forms import AlertForm

QUESTIONS_AN_HOUR = 8
TOO_MANY = _(
    "Many alerts were asked for from your connection within the hour. Try again later; the feeds "
    "need no address at all."
)


def alone(request, template, context, status=200):
    """None of these pages is for search engines, or for a cache that others read."""
    response = render(request, template, {"robots": "noindex", **context}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    topic = request.GET.get("topic", "")
    subject = topics.subject_of(topic)
    if subject is None:
        raise Http404
    was_asked = "asked" in request.GET
    given = request.POST if request.method == "POST" else None
    form = AlertForm(given, initial={"language": languages.current()})
    if form.is_valid():
        if form.is_from_a_machine:
            return redirect(f"{request.get_full_path()}&asked#asked")
        if visitor_may(request, "alerts.visitor", QUESTIONS_AN_HOUR):
            asking.ask(form.cleaned_data["email"], form.cleaned_data["language"], topic)
            return redirect(f"{request.get_full_path()}&asked#asked")
        form.add_error(None, TOO_MANY)
    context = {
        "form": form,
        "subject": subject,
        "was_asked": was_asked,
        "crumbs": [{"title": subject.title, "url": subject.url}],
    }
    return alone(request, "subscriptions/ask.html", context, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Programs that look at links before people do must not confirm for them: a button does."""
    subscription = links.subscription_of(request.GET.get("key", ""))
    subject = subscription and topics.subject_of(subscription.topic)
    if subject is None:
        return alone(request, "subscriptions/gone.html", {}, 404)
    if request.method == "POST":
        subscription.confirm()
        return redirect(links.mine(subscription.subscriber))
    return alone(request, "subscriptions/confirm.html", {"subject": subject})


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    subscriber = links.subscriber_of(request.GET.get("key", ""))
    if subscriber is None:
        return alone(request, "subscriptions/gone.html", {}, 404)
    followed = subscriber.subscriptions.confirmed().order_by("confirmed_at")
    if request.method == "POST":
        asked = request.POST.get("stop", "")
        stopping = followed.filter(pk=asked) if asked.isdecimal() else followed
        for subscription in stopping if asked.isdecimal() or asked == "all" else ():
            subscription.stop()
        if not followed.exists():
            subscriber.subscriptions.all().delete()
            subscriber.delete()
            return redirect(f"{reverse('alerts:stopped')}")
        return redirect(request.get_full_path())
    rows = [(one, topics.subject_of(one.topic), topics.kind_of(one.topic)) for one in followed]
    return alone(request, "subscriptions/mine.html", {"rows": rows})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request):
    """One call of a mail program stops what its letter was about; the address goes with the last
    thing it followed. A person who opens the link sees her list.
    """
    key = request.GET.get("key", "")
    one = links.subscription_to_stop(key)
    subscriber = one.subscriber if one else links.subscriber_of(key)
    if request.method != "POST":
        return redirect(links.mine(subscriber) if subscriber else reverse("alerts:stopped"))
    if one is not None:
        one.stop()
    elif subscriber is not None:
        subscriber.delete()
    return HttpResponse(status=200)


@require_http_methods(["GET", "HEAD"])
def stopped(request):
    return alone(request, "subscriptions/stopped.html", {})
