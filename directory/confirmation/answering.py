"""The page behind the link of a letter: *all is right*, or what is to be changed."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cms import languages

from .. import entry as entry_page
from .. import reading
from ..reports.form import ReportForm
from ..reports.records import Origin, Report
from . import links
from .campaigns import Answer, ConfirmationRequest
from .confirming import confirm


@method_decorator(never_cache, name="dispatch")
class AnswerView(View):
    """Reading confirms nothing: programs that look at mail follow links too."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, token):
        self.asked = links.request_of(token)
        if self.asked is None or not self.asked.organisation.live:
            raise Http404
        return super().dispatch(request, token)

    def get(self, request, token):
        return self.show(request, self.form())

    @method_decorator(sensitive_post_parameters())
    def post(self, request, token):
        if links.is_over(self.asked) or self.asked.answer:
            return redirect(request.path)
        if "right" in request.POST:
            self.note(Answer.CONFIRMED)
            return redirect(request.path)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        self.note(Answer.REPORTED, form)
        return redirect(request.path)

    def form(self, data=None):
        report = Report(
            organisation=self.asked.organisation,
            language=languages.current(),
            origin=Origin.ORGANISATION,
        )
        form = ReportForm(data, instance=report)
        for name in ("email", "website"):  # we know who writes
            del form.fields[name]
        return form

    @transaction.atomic
    def note(self, answer, form=None):
        """The first answer counts, even of two people who press at the same time."""
        unanswered = ConfirmationRequest.objects.filter(pk=self.asked.pk).unanswered()
        if not unanswered.update(answer=answer, answered_at=timezone.now()):
            return
        if form is not None:
            form.save()
        else:
            confirm([self.asked.organisation], by_link=True)

    def show(self, request, form, status=200):
        context = {
            "asked": self.asked,
            "is_over": links.is_over(self.asked),
            "form": form,
            "robots": "noindex",
            "title": _("Is your entry still right?"),
        }
        if not self.asked.answer and not context["is_over"]:
            found = reading.complete(self.asked.organisation)
            context |= entry_page.context_for_card(found, timezone.now())
            places = list(found.places.all())
            services = found.services.all()
            context["services"] = [entry_page.told(service, places) for service in services]
        else:
            context["entry"] = self.asked.organisation
        return render(request, "directory/confirm.html", context, status=status)
