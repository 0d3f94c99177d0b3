"""The coordination's side: what waits, each proposal, and on the first screen."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from cms import attention
from cms.attention import Item, Panel, found
from groups.members.admin import Allowed
from publications.ledger.answering.admin import Screen

from . import deciding, drafting
from .forms import RefuseForm, ResourceForm
from .records import Kind, Proposal

DECIDES = "home.change_proposal"
SHOWN = 100


class ProposalsView(Screen):
    permission_required = DECIDES
    template_name = "home/proposals/admin/proposals.html"
    header_icon = "form"

    def get_context_data(self, **kwargs):
        self.page_title = _("Proposals of members")
        rows = Proposal.objects.with_outcome()
        waiting = rows.waiting().order_by("proposed_at")
        decided = rows.exclude(decision="").order_by("-decided_at")[:SHOWN]
        return super().get_context_data(waiting=waiting, decided=decided, **kwargs)


class ProposalView(Screen):
    permission_required = DECIDES
    template_name = "home/proposals/admin/proposal.html"
    header_icon = "form"

    @cached_property
    def proposal(self):
        return get_object_or_404(Proposal.objects.with_outcome(), pk=self.kwargs["pk"])

    @property
    def is_link(self):
        return self.proposal.kind == Kind.LINK

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("Proposal of a member"), self.proposal.title
        if self.is_link:
            initial = deciding.initial_link(self.proposal)
            kwargs.setdefault("accept_form", ResourceForm(initial=initial))
        return super().get_context_data(
            proposal=self.proposal,
            is_open=self.proposal.state == self.proposal.state.WAITING,
            is_link=self.is_link,
            **({"refuse_form": RefuseForm()} | kwargs),
        )

    def post(self, request, pk):
        if "refuse" in request.POST:
            return self.refuse()
        return self.accept_link() if self.is_link else self.accept()

    def refuse(self):
        form = RefuseForm(self.request.POST)
        if not form.is_valid():
            return self.again(refuse_form=form)
        if not deciding.refuse(self.proposal, self.request.user, form.cleaned_data["reason"]):
            return self.too_late()
        messages.success(self.request, _("Not taken over; the member is told why."))
        return redirect("proposals_admin")

    def accept_link(self):
        form = ResourceForm(self.request.POST)
        if not form.is_valid():
            return self.again(accept_form=form)
        if deciding.accept_link(self.proposal, form, self.request.user) is None:
            return self.too_late()
        messages.success(self.request, _("It stands among the useful links."))
        return redirect("proposals_admin")

    def accept(self):
        parent = drafting.parent_for(self.proposal)
        if parent is None:
            text = _(
                "There is no list in this language where it could stand: make that page first."
            )
            messages.error(self.request, text)
            return redirect("proposal_admin", self.proposal.pk)
        page = deciding.accept(self.proposal, parent, self.request.user)
        if page is None:
            return self.too_late()
        text = _("A draft, in the name of the organisation: read it again, then publish it.")
        messages.success(self.request, text)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def too_late(self):
        messages.warning(self.request, _("It was withdrawn, or somebody decided on it already."))
        return redirect("proposals_admin")


@hooks.register("register_admin_urls")
def urls():
    return [
        path("proposals/", ProposalsView.as_view(), name="proposals_admin"),
        path("proposals/<int:pk>/", ProposalView.as_view(), name="proposal_admin"),
    ]


@hooks.register("register_network_menu_item")
def proposals_item():
    return Allowed(
        gettext_lazy("Proposals of members"),
        reverse("proposals_admin"),
        name="proposals",
        icon_name="form",
        order=200,
        permission=DECIDES,
    )


def to_read(user):
    rows = Proposal.objects.waiting().select_related("organisation").order_by("proposed_at")
    return found(rows, describe)


def describe(proposal):
    return Item(
        proposal.title,
        reverse("proposal_admin", args=[proposal.pk]),
        since=proposal.proposed_at,
        note=f"{proposal.get_kind_display()}, {proposal.organisation}",
        language=proposal.html_lang,
    )


attention.register(
    Panel(
        "proposals",
        gettext_lazy("Proposals of members, to read"),
        to_read,
        permission=DECIDES,
        advice=gettext_lazy("Accept them as a draft, or say why not."),
        more=lambda: reverse("proposals_admin"),
        position=25,
    )
)
