"""Screens of the coordination: links to answer, and what came by them."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets import widgets

from cms import letters

from ..sendings import Sending
from . import deciding
from . import letters as drafts
from .deposits import Deposit, DepositFile
from .forms import AcceptForm, LetterForm, LinkForm, RefuseForm
from .links import AnswerLink, make

ASK, DECIDE = "publications.change_sending", "publications.change_deposit"


class Screen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    raise_exception = True
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        label = " · ".join(filter(None, [self.page_title, self.page_subtitle]))
        return [*self.breadcrumbs_items, {"url": "", "label": label}]

    def again(self, **context):
        return render(
            self.request, self.template_name, self.get_context_data(**context), status=422
        )


class LinksView(Screen):
    """The links of one sending, and the form that makes the next one."""

    permission_required = ASK
    template_name = "publications/admin/answering/links.html"

    @cached_property
    def sending(self):
        return get_object_or_404(Sending.objects.with_everything(), pk=self.kwargs["pk"])

    @property
    def can_be_asked(self):
        sent = Sending.objects.public().sent(timezone.localdate())
        return sent.filter(pk=self.sending.pk).exists()

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("Answer by a link"), str(self.sending)
        return super().get_context_data(
            sending=self.sending,
            can_be_asked=self.can_be_asked,
            links=self.sending.answer_links.select_related("deposit"),
            **({"form": LinkForm()} | kwargs),
        )

    def post(self, request, pk):
        if "post" in request.POST:
            return self.send_letter()
        form = LinkForm(request.POST)
        if not form.is_valid() or not self.can_be_asked:
            return self.again(form=form)
        data = form.cleaned_data
        link, key = make(self.sending, request.user, data["days"], data["email"])
        drafted = drafts.draft(link, key, data["language"])
        letter = LetterForm(initial={"email": data["email"], **drafted})
        return self.show_once(letter, drafts.address(key))

    def show_once(self, letter, address="", status=200):
        context = self.get_context_data(letter=letter, address=address)
        template = "publications/admin/answering/link.html"
        response = render(self.request, template, context, status=status)
        response["Cache-Control"] = "no-store"
        return response

    def send_letter(self):
        form = LetterForm(self.request.POST)
        if not form.is_valid():
            return self.show_once(form, status=422)
        data = form.cleaned_data
        reply_to = drafts.contact().email
        letters.post(data["email"], data["subject"], data["body"], reply_to=reply_to)
        text = _("The letter is on its way to %(email)s.") % {"email": data["email"]}
        messages.success(self.request, text)
        return redirect("answer_links", self.sending.pk)


@require_POST
@permission_required(ASK)
def revoke(request, pk):
    link = get_object_or_404(AnswerLink, pk=pk)
    link.revoke()
    messages.success(request, _("This link opens nothing any more."))
    return redirect("answer_links", link.sending_id)


class DepositsView(Screen):
    permission_required = DECIDE
    template_name = "publications/admin/answering/deposits.html"

    def get_context_data(self, **kwargs):
        self.page_title = _("Deposited answers")
        rows = Deposit.objects.select_related(
            "link__sending__authority",
            "link__sending__recommendation",
            "link__sending__interpellation",
        )
        return super().get_context_data(
            to_read=rows.to_read(), decided=rows.exclude(decision="")[:100], **kwargs
        )


class DepositView(Screen):
    """Read, then record it as an answer, or say why not."""

    permission_required = DECIDE
    template_name = "publications/admin/answering/deposit.html"

    @cached_property
    def deposit(self):
        return get_object_or_404(
            Deposit.objects.sent().prefetch_related("files"), pk=self.kwargs["pk"]
        )

    def accept_form(self, data=None):
        deposit = self.deposit
        initial = {
            "received_on": timezone.localdate(deposit.sent_at),
            "kind": deposit.kind,
            "position": deposit.position,
            "extended_to": deposit.extended_to,
            "files": [str(one.pk) for one in deposit.files.all()],
        }
        others = deciding.others_waiting(deposit)
        return AcceptForm(data, initial=initial, deposit=deposit, others=others)

    def get_context_data(self, **kwargs):
        self.page_title = _("Deposited answer")
        self.page_subtitle = self.deposit.number
        forms = {"accept_form": self.accept_form(), "refuse_form": RefuseForm()}
        return super().get_context_data(
            deposit=self.deposit, sending=self.deposit.sending, **(forms | kwargs)
        )

    def post(self, request, pk):
        if self.deposit.decision:
            messages.warning(request, _("Somebody decided on it already."))
            return redirect("deposit", pk)
        return self.refuse() if "refuse" in request.POST else self.accept()

    def accept(self):
        form = self.accept_form(self.request.POST)
        if not form.is_valid():
            return self.again(accept_form=form)
        deciding.accept(self.deposit, self.request.user, form.cleaned_data)
        messages.success(self.request, _("Recorded: the answer is public and the clock knows it."))
        return redirect("deposit", self.deposit.pk)

    def refuse(self):
        form = RefuseForm(self.request.POST)
        if not form.is_valid():
            return self.again(refuse_form=form)
        deciding.refuse(self.deposit, self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Not taken over. Its files are erased."))
        return redirect("deposits")


@require_GET
@permission_required(DECIDE)
def open_file(request, pk):
    """Always as a download: nothing from outside is shown inside the admin."""
    row = get_object_or_404(DepositFile.objects.exclude(deposit__sent_at=None), pk=pk)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@hooks.register("register_admin_urls")
def urls():
    return [
        path("answers/links/<int:pk>/", LinksView.as_view(), name="answer_links"),
        path("answers/links/<int:pk>/revoke/", revoke, name="revoke_answer_link"),
        path("answers/deposits/", DepositsView.as_view(), name="deposits"),
        path("answers/deposits/<int:pk>/", DepositView.as_view(), name="deposit"),
        path("answers/files/<int:pk>/", open_file, name="deposit_file"),
    ]


@hooks.register("register_snippet_listing_buttons")
def ask_from_the_list(snippet, user, next_url=None):
    if isinstance(snippet, Sending) and snippet.sent_on and user.has_perm(ASK):
        yield widgets.SnippetListingButton(
            _("Ask for the answer by a link"),
            url=reverse("answer_links", args=[snippet.pk]),
            icon_name="link",
            priority=40,
        )
