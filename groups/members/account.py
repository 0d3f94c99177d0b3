"""One's own account: language, password, leaving, being erased. And the colleagues one invites."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from cms import languages
from cms.limits import may

from . import joining
from .forms import InviteForm, LanguageForm
from .gate import logged_in, members_only, membership_in, memberships, page
from .invitations import Invitation
from .people import Membership

INVITED_A_DAY, DAY = 10, 86_400
TOO_MANY = gettext_lazy("Ten invitations a day are the limit. Try again tomorrow.")


class PasswordForm(PasswordChangeForm):
    """Django's jumps to its first field, past what stands above it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)


@logged_in
def account(request):
    for name, act in ACTIONS.items():
        if request.method == "POST" and name in request.POST:
            return act(request)
    return show(request)


def show(request, status=200, **forms):
    profile = UserProfile.objects.filter(user=request.user).first()
    language = profile.preferred_language if profile else ""
    initial = {"language": language or languages.current()}
    context = {
        "language_form": LanguageForm(initial=initial),
        "password_form": PasswordForm(request.user),
        "can_be_erased": joining.can_be_erased(request.user),
        **forms,
    }
    return page(request, "groups/members/account.html", context, status)


def choose_language(request):
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return show(request, 422, language_form=form)
    joining.prefer(request.user, form.cleaned_data["language"])
    messages.success(request, _("Kept."))
    return redirect("members:account")


def change_password(request):
    form = PasswordForm(request.user, request.POST)
    if not form.is_valid():
        return show(request, 422, password_form=form)
    update_session_auth_hash(request, form.save())
    messages.success(request, _("Your new password is kept. Other devices are logged out."))
    return redirect("members:account")


def leave(request):
    """One organisation; the account stays until its owner erases it, or the coordination does."""
    asked = request.POST["leave"]
    for membership in memberships(request):
        if asked == str(membership.pk):
            joining.end(membership)
            messages.success(
                request,
                _("You do not belong to %(organisation)s here any more.")
                % {"organisation": membership.organisation.name.plain},
            )
    return redirect("members:account")


def erase(request):
    if joining.erase(request.user):
        logout(request)
        messages.success(request, _("Your account and your address are erased."))
        return redirect("members:login")
    return redirect("members:account")


ACTIONS = {
    "choose_language": choose_language,
    "change_password": change_password,
    "leave": leave,
    "erase": erase,
}


@members_only
def people(request, slug):
    """For the contact that the coordination chose; to the others it does not exist."""
    membership = membership_in(request, slug)
    if not membership.may_invite:
        return redirect("members:area")
    organisation = membership.organisation
    if request.method == "POST" and ("again" in request.POST or "withdraw" in request.POST):
        return look_after(request, organisation)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"language": languages.current()},
    )
    if form.is_valid():
        if counts(request):
            joining.invite(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("The invitation is on its way."))
            return redirect(request.path)
        form.add_error(None, TOO_MANY)
    context = {
        "organisation": organisation,
        "form": form,
        "pending": Invitation.objects.pending().filter(organisation=organisation),
        "people": Membership.objects.current()
        .filter(organisation=organisation)
        .select_related("user"),
    }
    return page(request, "groups/members/people.html", context, 422 if form.errors else 200)


def counts(request):
    return may("members.invite", str(request.user.pk), INVITED_A_DAY, DAY)


def look_after(request, organisation):
    pk = request.POST.get("again") or request.POST.get("withdraw")
    if not pk.isdecimal() or len(pk) > 18:
        return redirect(request.path)
    pending = Invitation.objects.pending().filter(organisation=organisation)
    invitation = get_object_or_404(pending, pk=pk)
    if "withdraw" in request.POST:
        invitation.revoke()
        messages.success(request, _("This invitation opens nothing any more."))
    elif counts(request):
        joining.send(invitation)
        messages.success(request, _("A new letter is on its way; the former link is closed."))
    else:
        messages.error(request, TOO_MANY)
    return redirect(request.path)
