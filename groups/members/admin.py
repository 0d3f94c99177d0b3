"""The coordination's screens: who is a member for whom, whom to invite, who is to be forgotten."""

from django import forms
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.widgets import AdminSnippetChooser

from cms import languages
from cms.pages import paginate
from directory.organisations import Organisation
from publications.ledger.answering.admin import Screen

from . import joining
from .forms import InviteForm
from .invitations import Invitation
from .people import Membership

SEES, INVITES = "groups.view_membership", "groups.add_invitation"
ENDS = "groups.change_membership"
PER_PAGE = 50
OTHER_RIGHTS = gettext_lazy(
    "This account has other rights here: the administrator of the site looks after it."
)


class InviteAnyForm(InviteForm):
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.all(),
        widget=AdminSnippetChooser(Organisation),
    )
    as_contact = forms.BooleanField(
        label=gettext_lazy("She may invite colleagues of her organisation"), required=False
    )

    field_order = ["organisation", "email", "language", "as_contact"]


class MembersView(Screen):
    permission_required = SEES
    template_name = "groups/members/admin/members.html"
    header_icon = "group"

    def get_context_data(self, **kwargs):
        self.page_title = _("Members of the network")
        current = Membership.objects.current().select_related("user", "organisation")
        return super().get_context_data(
            people=paginate(current, self.request.GET.get("page"), PER_PAGE),
            pending=Invitation.objects.pending().select_related("organisation"),
            former=former()[:PER_PAGE],
            may_invite=self.request.user.has_perm(INVITES),
            may_end=self.request.user.has_perm(ENDS),
            **({"form": InviteAnyForm(initial={"language": languages.current()})} | kwargs),
        )

    def post(self, request):
        form = InviteAnyForm(request.POST)
        if not request.user.has_perm(INVITES) or not form.is_valid():
            return self.again(form=form)
        joining.invite(by=request.user, **form.cleaned_data)
        messages.success(request, _("The invitation is on its way."))
        return redirect("members_admin")


def former():
    """Accounts whose last membership has ended: kept until somebody erases them."""
    current = Membership.objects.current().filter(user=OuterRef("pk"))
    ended = Membership.objects.filter(user=OuterRef("pk"))
    users = joining.User.objects.filter(Exists(ended), ~Exists(current))
    return users.order_by("email")


@require_POST
@permission_required(INVITES)
def look_after(request, pk):
    invitation = get_object_or_404(Invitation.objects.pending(), pk=pk)
    if "withdraw" in request.POST:
        invitation.revoke()
        messages.success(request, _("This invitation opens nothing any more."))
    else:
        joining.send(invitation)
        messages.success(request, _("A new letter is on its way; the former link is closed."))
    return redirect("members_admin")


@require_POST
@permission_required(ENDS)
def change(request, pk):
    membership = get_object_or_404(Membership.objects.current(), pk=pk)
    if "end" in request.POST:
        joining.end(membership)
        messages.success(request, _("From today on this person sees nothing of it any more."))
    else:
        may_invite = not membership.may_invite
        Membership.objects.filter(pk=pk).update(may_invite=may_invite)
        messages.success(request, _("Kept."))
    return redirect("members_admin")


@require_POST
@permission_required("groups.delete_membership")
def forget(request, pk):
    user = get_object_or_404(former(), pk=pk)
    if joining.erase(user):
        messages.success(request, _("The account and its address are erased."))
    else:
        messages.warning(request, OTHER_RIGHTS)
    return redirect("members_admin")


@hooks.register("register_admin_urls")
def urls():
    return [
        path("members/", MembersView.as_view(), name="members_admin"),
        path("members/invitations/<int:pk>/", look_after, name="members_invitation"),
        path("members/<int:pk>/", change, name="members_change"),
        path("members/accounts/<int:pk>/", forget, name="members_forget"),
    ]


class Allowed(MenuItem):
    """Shown to who has this permission."""

    def __init__(self, *args, permission, **kwargs):
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


network_menu = Menu(register_hook_name="register_network_menu_item")


@hooks.register("register_admin_menu_item")
def network():
    return SubmenuMenuItem(
        gettext_lazy("Life of the network"),
        network_menu,
        name="network-life",
        icon_name="group",
        order=265,
    )


@hooks.register("register_network_menu_item")
def members_item():
    return Allowed(
        gettext_lazy("Members"),
        reverse("members_admin"),
        name="members",
        icon_name="group",
        order=100,
        permission=SEES,
    )
