"""*Something is wrong here*: a short form on a page of its own, so that the entry costs no more."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from cms import languages
from cms.limits import visitor_may

from ..organisations import Organisation
from .form import ReportForm
from .records import Report

AN_HOUR = 5
TOO_MANY = gettext_lazy(
    "Many messages came from your connection within the hour, so this one was not sent. Nothing "
    "you wrote is lost: try again later, or telephone."
)


class ReportView(View):
    http_method_names = ["get", "head", "post"]

    def get(self, request, slug):
        return self.show(request, self.entry_of(slug), ReportForm())

    @method_decorator(sensitive_post_parameters())
    def post(self, request, slug):
        entry = self.entry_of(slug)
        report = Report(organisation=entry, language=languages.current())
        form = ReportForm(request.POST, instance=report)
        if form.is_valid():
            if form.is_from_a_machine:
                return self.thank(entry)  # it learns nothing from the answer
            if visitor_may(request, "report", AN_HOUR):
                form.save()
                return self.thank(entry)
            form.add_error(None, TOO_MANY)
        return self.show(request, entry, form, status=422)

    def entry_of(self, slug):
        return get_object_or_404(Organisation.objects.listed(), slug=slug)

    def thank(self, entry):
        return redirect(reverse("directory:report", args=[entry.slug]) + "?sent")

    def show(self, request, entry, form, status=200):
        context = {
            "entry": entry,
            "form": form,
            "was_sent": "sent" in request.GET,
            "robots": "noindex",
            "crumbs": [
                {"title": _("Directory"), "url": reverse("directory:list")},
                {"title": entry.name.plain, "url": entry.get_absolute_url()},
            ],
        }
        return render(request, "directory/report.html", context, status=status)
