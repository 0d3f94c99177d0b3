"""The entry of one's organisation: read it, confirm it, propose what should be changed.

What a member writes becomes a draft of the entry: the coordination compares it with what is
public and publishes it, or not. Hours, places and services are told in words, as by readers.
"""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import languages
from cms.limits import may
from directory.confirmation.confirming import confirm
from directory.organisations import Organisation
from directory.reports.records import Origin, Reason, Report

from .gate import members_only, membership_in, page

CHANGES_A_DAY, DAY = 20, 86_400
TEXTS = ("summary", "description", "access_conditions")
FIELDS = [
    *(f"{name}_{code}" for name in TEXTS for code in languages.CODES),
    "phone",
    "email",
    "website",
]


class EntryForm(forms.ModelForm):
    remarks = forms.CharField(
        label=gettext_lazy("Anything else: hours, places, services"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In your words; the coordination writes it into the entry."),
    )

    use_required_attribute = False

    class Meta:
        model = Organisation
        fields = FIELDS
        widgets = {
            f"{name}_{code}": forms.Textarea(attrs={"rows": 4})
            for name in TEXTS[1:]
            for code in languages.CODES
        }

    def clean(self):
        """Browsers end lines otherwise than we keep them: that is no change."""
        told = super().clean()
        return told | {name: told[name].replace("\r\n", "\n") for name in told if told[name]}

    @property
    def changed_fields(self):
        """By what would be kept: a telephone number is typed with spaces."""
        return [name for name in FIELDS if getattr(self.instance, name) != self.initial[name]]

    @property
    def says_nothing(self):
        return not self.changed_fields and not self.cleaned_data["remarks"]


@members_only
def entry(request, slug):
    organisation = membership_in(request, slug).organisation
    if request.method == "POST" and "right" in request.POST:
        return say_right(request, organisation)
    form = EntryForm(request.POST if request.method == "POST" else None, instance=organisation)
    if form.is_valid() and form.says_nothing:
        form.add_error(None, _("You changed nothing yet. If all is right, press the first button."))
    elif form.is_valid() and not may("members.entry", str(request.user.pk), CHANGES_A_DAY, DAY):
        form.add_error(None, _("That is a lot for one day. Please telephone the coordination."))
    elif form.is_valid():
        propose(organisation.pk, form, request.user)
        messages.success(
            request, _("Thank you. The coordination reads your changes before they are public.")
        )
        return redirect(request.path)
    context = {
        "entry": Organisation.objects.get(pk=organisation.pk),  # the form filled the other
        "form": form,
        "waiting": waiting_draft(organisation, request.user),
    }
    return page(request, "groups/members/entry.html", context, 422 if form.errors else 200)


def say_right(request, organisation):
    if organisation.live:
        confirm([organisation], user=request.user)
        messages.success(request, _("Thank you: readers see that you confirmed it today."))
    return redirect(request.path)


@transaction.atomic
def propose(pk, form, user):
    """On the last draft, if there is one: what others prepared is not lost."""
    stored = Organisation.objects.get(pk=pk)
    remarks = form.cleaned_data["remarks"]
    changed = form.changed_fields
    if changed and stored.locked:
        remarks = "\n".join([remarks, *in_words(form, changed)]).strip()
    elif changed:
        latest = stored.has_unpublished_changes and stored.latest_revision_id
        draft = stored.get_latest_revision_as_object() if latest else stored
        for name in changed:
            setattr(draft, name, getattr(form.instance, name))
        draft.save_revision(user=user, log_action=True)
    if remarks:
        Report.objects.create(
            organisation_id=pk,
            reason=Reason.OTHER,
            text=remarks[:2000],
            language=languages.current(),
            origin=Origin.MEMBER,
        )


def in_words(form, changed):
    return [f"{form.fields[name].label}: {form.cleaned_data[name]}" for name in changed]


def waiting_draft(organisation, user):
    """When this person last proposed something that nobody has decided on yet."""
    latest = organisation.latest_revision
    if organisation.has_unpublished_changes and latest and latest.user_id == user.pk:
        return latest.created_at
    return None
