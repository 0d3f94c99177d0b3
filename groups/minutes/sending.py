"""The screen of the coordination on which minutes are sent to officials, and what was sent."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms import letters
from publications.ledger.answering.forms import LetterForm

from . import letters as drafts
from .admin import Screen
from .forms import TransmissionForm
from .readers import WRITE_ALL
from .records import Minutes
from .transmissions import Means, Transmission, forget_what_is_old, record


class SendingView(Screen):
    template_name = "groups/admin/transmissions.html"
    header_icon = "mail"

    def is_for(self, user):
        return user.has_perm(WRITE_ALL)

    @cached_property
    def minutes(self):
        return get_object_or_404(Minutes.objects.with_meeting(), meeting=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("Minutes sent to officials"), str(self.minutes)
        forget_what_is_old()
        rows = self.minutes.transmissions.select_related("sent_by")
        for row in rows:
            row.minutes = self.minutes
        return super().get_context_data(
            minutes=self.minutes,
            rows=rows,
            months=drafts.contact().officials_kept_months,
            **({"form": TransmissionForm()} | kwargs),
        )

    def post(self, request, pk):
        if "post" in request.POST:
            return self.send_letter()
        form = TransmissionForm(request.POST)
        if not form.is_valid() or not self.minutes.can_be_sent:
            return self.again(form=form)
        data = form.cleaned_data
        language = data.pop("language")
        row, key = record(self.minutes, request.user, **data)
        if row.means != Means.LINK:
            messages.success(request, _("Written down."))
            return redirect("minutes_sent", pk)
        letter = LetterForm(initial={"email": row.email, **drafts.draft(row, key, language)})
        return self.show_once(letter, drafts.address(key))

    def show_once(self, letter, address="", status=200):
        """The link is in this answer and nowhere else."""
        context = self.get_context_data(letter=letter, address=address)
        return render(self.request, "groups/admin/minutes_letter.html", context, status=status)

    def send_letter(self):
        form = LetterForm(self.request.POST)
        if not form.is_valid():
            return self.show_once(form, status=422)
        data = form.cleaned_data
        reply_to = drafts.contact().email
        letters.post(data["email"], data["subject"], data["body"], reply_to=reply_to)
        text = _("The letter is on its way to %(email)s.") % {"email": data["email"]}
        messages.success(self.request, text)
        return redirect("minutes_sent", self.kwargs["pk"])


@require_POST
@permission_required(WRITE_ALL)
def withdraw(request, pk):
    row = get_object_or_404(Transmission.objects.select_related("minutes"), pk=pk)
    row.withdraw()
    messages.success(request, _("This link opens nothing any more."))
    return redirect("minutes_sent", row.minutes.meeting_id)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("minutes/<int:pk>/sent/", SendingView.as_view(), name="minutes_sent"),
        path("minutes/sent/<int:pk>/withdraw/", withdraw, name="withdraw_minutes"),
    ]
