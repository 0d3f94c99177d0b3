"""The public page where one asks for the digest. The rest is done by the alerts' own pages."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms import languages, sitemaps
from cms.limits import visitor_may
from cms.subscriptions import asking
from cms.subscriptions.forms import AlertForm
from cms.subscriptions.views import QUESTIONS_AN_HOUR, TOO_MANY, alone

from .cadence import Cadence, Voice, Wanted


class SubscribeForm(AlertForm):
    cadence = forms.ChoiceField(
        label=_("How often"), choices=Cadence.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("In which language"), choices=Voice.choices, widget=forms.RadioSelect
    )

    field_order = ["email", "cadence", "language", "website"]

    @property
    def wanted(self):
        data = self.cleaned_data
        return Wanted(Cadence(data["cadence"]), Voice(data["language"]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request):
    language = languages.current()
    initial = {"cadence": Cadence.MONTHLY, "language": language}
    form = SubscribeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        if not form.is_from_a_machine:
            if visitor_may(request, "alerts.visitor", QUESTIONS_AN_HOUR):
                write(form, language)
            else:
                form.add_error(None, TOO_MANY)
        if not form.errors:
            return redirect(f"{request.path}?asked#asked")
    context = {"form": form, "was_asked": "asked" in request.GET, "robots": ""}
    return alone(request, "home/digest/subscribe.html", context, 422 if form.errors else 200)


def write(form, language):
    wanted = form.wanted
    spoken = language if wanted.voice == Voice.BOTH else str(wanted.voice)
    asking.ask(form.cleaned_data["email"], spoken, wanted.topic)


def addresses(language):
    with translation.override(language):
        return {("digest",): (reverse("digest"), None)}


sitemaps.register(addresses)
