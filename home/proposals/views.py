"""The member's side: propose, see what became of it, withdraw."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import languages
from cms.limits import may
from groups.members import sections
from groups.members.gate import members_only, memberships, page
from groups.members.sections import Section

from .forms import FORMS
from .records import Kind, Proposal

MOST_WAITING, A_DAY, DAY = 10, 10, 86_400
SHOWN = 30
TITLES = {
    Kind.NEWS: gettext_lazy("Propose a news item"),
    Kind.EVENT: gettext_lazy("Propose a date"),
    Kind.LINK: gettext_lazy("Propose a resource"),
}
TOO_MANY = gettext_lazy(
    "The coordination has many proposals of yours to read. Nothing you wrote is lost: keep this "
    "page open, or withdraw one that is waiting."
)


@members_only
def propose(request, kind):
    if kind not in FORMS:
        raise Http404
    organisations = [one.organisation for one in memberships(request)]
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        organisations=organisations,
        initial={"language": languages.current()},
    )
    if form.is_valid():
        if may_propose(request.user):
            form.proposal(request.user).save()
            messages.success(
                request, _("Thank you. The coordination reads it; nothing is public before.")
            )
            return redirect("members:area")
        form.add_error(None, TOO_MANY)
    context = {"form": form, "title": TITLES[kind]}
    return page(request, "home/proposals/propose.html", context, 422 if form.errors else 200)


def may_propose(user):
    if Proposal.objects.of(user).waiting().count() >= MOST_WAITING:
        return False
    return may("members.propose", str(user.pk), A_DAY, DAY)


@members_only
def proposal(request, pk):
    one = get_object_or_404(Proposal.objects.of(request.user).with_outcome(), pk=pk)
    if request.method == "POST":
        if one.withdraw():
            messages.success(request, _("Withdrawn: nobody will read it any more."))
        else:
            messages.error(request, _("It was decided on in the meantime."))
        return redirect("proposals:proposal", pk)
    return page(request, "home/proposals/proposal.html", {"proposal": one})


def my_proposals(request, organisations):
    return {
        "kinds": TITLES.items(),
        "proposals": list(Proposal.objects.of(request.user).with_outcome()[:SHOWN]),
    }


sections.register(
    Section(
        "proposals",
        gettext_lazy("My proposals"),
        my_proposals,
        "home/proposals/section.html",
        position=30,
    )
)
