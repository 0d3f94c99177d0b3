"""One screen of the admin: who signed, who is asked, and what to do about it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..interpellations import InterpellationPage
from ..signatories import ConsentRequest, Signatory, agreed_text, draft_of
from . import consents, letters
from .forms import AskForm, ConsentForm, TakeBackForm

PERMISSION = "publications.change_signatory"


class SignaturesView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = PERMISSION
    raise_exception = True
    template_name = "publications/admin/signing/signatures.html"
    header_icon = "edit"

    def dispatch(self, request, *args, pk, **kwargs):
        self.interpellation = get_object_or_404(InterpellationPage, pk=pk).original
        ConsentRequest.objects.of(self.interpellation).forget_spent()
        self.page_title = _("Signatures")
        self.page_subtitle = self.interpellation.get_admin_display_title()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        url = reverse("wagtailadmin_pages:edit", args=[self.interpellation.pk])
        above = {"url": url, "label": self.page_subtitle}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    @property
    def signed(self):
        rows = Signatory.objects.of(self.interpellation).select_related("organisation")
        text = agreed_text(draft_of(self.interpellation))
        for row in rows:
            row.is_of_another_text = row.is_standing and row.text_agreed != text
        return rows

    @property
    def asked(self):
        return ConsentRequest.objects.of(self.interpellation).select_related("organisation")

    def get_context_data(self, **kwargs):
        signed = list(self.signed)
        taken = [row.organisation_id for row in signed if row.withdrawn_on is None]
        asked = list(self.asked)
        waiting = [row.organisation_id for row in asked if row.declined_on is None]
        forms = {
            "consent_form": ConsentForm(taken=taken, prefix="consent"),
            "ask_form": AskForm(taken=taken + waiting, prefix="ask"),
            "take_back_form": TakeBackForm(initial={"withdrawn_on": timezone.localdate()}),
        }
        return super().get_context_data(
            interpellation=self.interpellation,
            signed=[row for row in signed if row.is_standing],
            former=[row for row in signed if not row.is_standing],
            asked=asked,
            is_sent=self.interpellation.sendings.sent(timezone.localdate()).exists(),
            **(forms | kwargs),
        )

    def post(self, request):
        return self.ask() if "ask" in request.POST else self.record()

    def record(self):
        form = ConsentForm(self.request.POST, prefix="consent")
        if not form.is_valid():
            return self.again(consent_form=form)
        chosen = form.cleaned_data["organisations"]
        new = consents.record(self.interpellation, chosen, form.consent)
        text = ngettext("%(count)d consent recorded.", "%(count)d consents recorded.", len(new)) % {
            "count": len(new)
        }
        messages.success(self.request, text)
        return redirect("signatures", self.interpellation.pk)

    def ask(self):
        """The links are in this answer and nowhere else: not in a session, not in a message."""
        form = AskForm(self.request.POST, prefix="ask")
        if not form.is_valid():
            return self.again(ask_form=form)
        drafted = [
            letters.draft(self.interpellation, one, consents.ask(self.interpellation, one))
            for one in form.cleaned_data["organisations"]
        ]
        if form.cleaned_data["send"]:
            drafted = [letters.send(letter) for letter in drafted]
        context = self.get_context_data(drafted=drafted)
        response = render(self.request, "publications/admin/signing/links.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def again(self, **forms):
        context = self.get_context_data(**forms)
        return render(self.request, self.template_name, context, status=422)


@require_POST
@permission_required(PERMISSION)
def take_back(request, pk):
    row = get_object_or_404(Signatory, pk=pk)
    form = TakeBackForm(request.POST)
    try:
        if form.is_valid():
            consents.take_back(row, form.cleaned_data["withdrawn_on"])
            text = _("The signature of %(organisation)s is gone from the site.")
            messages.success(request, text % {"organisation": row.organisation})
        else:
            messages.error(request, form.errors["withdrawn_on"][0])
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("signatures", row.interpellation_id)


@require_POST
@permission_required(PERMISSION)
def forget(request, pk):
    """Whoever is not asked any more leaves no trace."""
    row = get_object_or_404(ConsentRequest, pk=pk)
    row.delete()
    return redirect("signatures", row.interpellation_id)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("interpellations/<int:pk>/signatures/", SignaturesView.as_view(), name="signatures"),
        path("signatures/<int:pk>/take-back/", take_back, name="take_back_signature"),
        path("signatures/requests/<int:pk>/forget/", forget, name="forget_request"),
    ]
