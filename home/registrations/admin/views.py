"""The screens: overview, participants of an event, one of them, rules, letters, numbers."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from directory.vocabulary import BodyKind

from .. import enrolling
from .. import messages as letters_to_all
from ..attendance import Attendance, tally_of
from ..forgetting import forget_registrations
from ..messages import Message
from ..records import Registration
from ..rules import RegistrationRules
from .finding import overview_of
from .forms import AttendanceForm, MessageForm, ParticipantForm, RulesForm
from .screens import EventScreen, Screen


class OverviewView(Screen):
    template_name = "home/admin/registrations/overview.html"

    def get_context_data(self, **kwargs):
        forget_registrations()
        self.page_title = _("Registrations")
        return super().get_context_data(**overview_of(timezone.localdate()), **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class ParticipantsView(EventScreen):
    template_name = "home/admin/registrations/participants.html"

    def get_context_data(self, **kwargs):
        self.page_title = _("Participants")
        confirmed, waiting = [], []
        if self.rules:
            rows = self.rules_or_404().registrations
            confirmed = list(rows.confirmed().by_name())
            waiting = list(rows.waiting().select_related("organisation"))
        tally = tally_of(confirmed)
        return super().get_context_data(
            confirmed=confirmed,
            waiting=waiting,
            tally=tally,
            kinds=[(BodyKind(kind).label, count) for kind, count in tally.by_kind.items()],
            attendance=Attendance.objects.of(self.event).first(),
            has_begun=self.event.start <= timezone.now(),
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        return super().get_breadcrumbs_items()[:-1]

    def post(self, request, pk):
        """The marks of who came: those of the list on the screen, no others."""
        rows = self.rules_or_404().registrations
        shown = [int(one) for one in request.POST.getlist("shown") if one.isdecimal()]
        came = [int(one) for one in request.POST.getlist("came") if one.isdecimal()]
        rows.filter(pk__in=shown).filter(~Q(pk__in=came)).update(came=False)
        count = rows.filter(pk__in=came).update(came=True)
        text = ngettext("%(count)d person came.", "%(count)d people came.", count)
        messages.success(request, text % {"count": count})
        return redirect("participants", self.event.pk)


class FormScreen(EventScreen):
    """One form, one button."""

    template_name = "home/admin/registrations/form.html"
    button = ""

    def bound(self, data=None):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = self.bound()
        return super().get_context_data(button=self.button, **kwargs)

    def post(self, request, **kwargs):
        form = self.bound(request.POST)
        if form.is_valid() and self.saved(form):
            return redirect(self.after(), self.event.pk)
        context = self.get_context_data(form=form)
        return render(request, self.template_name, context, status=422)

    def after(self):
        return "participants"


class RulesView(FormScreen):
    @property
    def page_title(self):
        return _("How one registers")

    @property
    def button(self):
        return _("Save")

    def bound(self, data=None):
        return RulesForm(data, instance=self.rules or RegistrationRules(event=self.event))

    def saved(self, form):
        rules = form.save()
        moved = enrolling.move_up(rules)
        if moved:
            text = ngettext(
                "%(count)d person of the waiting list has a place now, and was told so.",
                "%(count)d people of the waiting list have a place now, and were told so.",
                len(moved),
            )
            messages.success(self.request, text % {"count": len(moved)})
        else:
            messages.success(self.request, _("Saved: the page of the event says so already."))
        return True


class AddView(FormScreen):
    @property
    def page_title(self):
        return _("Add a participant")

    @property
    def button(self):
        return _("Add")

    def bound(self, data=None):
        return ParticipantForm(data, rules=self.rules_or_404())

    def saved(self, form):
        new = enrolling.add_by_hand(self.rules, form.values)
        if new.is_confirmed:
            messages.success(self.request, _("Added, with a place."))
        else:
            messages.warning(self.request, _("All places are taken: put on the waiting list."))
        return True


class ParticipantView(FormScreen):
    @property
    def page_title(self):
        return _("Participant")

    @property
    def button(self):
        return _("Save")

    @property
    def registration(self):
        rows = self.rules_or_404().registrations.select_related("organisation")
        return get_object_or_404(rows, pk=self.kwargs["number"])

    def bound(self, data=None):
        return ParticipantForm(data, instance=self.registration, rules=self.rules_or_404())

    def get_context_data(self, **kwargs):
        return super().get_context_data(registration=self.registration, **kwargs)

    def post(self, request, **kwargs):
        if "cancel" in request.POST:
            enrolling.cancel(self.registration)
            messages.success(request, _("Cancelled and erased; who waited first has moved up."))
            return redirect("participants", self.event.pk)
        return super().post(request, **kwargs)

    def saved(self, form):
        try:
            enrolling.change(self.registration, form.values)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
            return False
        messages.success(self.request, _("Saved."))
        return True


class MessagesView(FormScreen):
    template_name = "home/admin/registrations/messages.html"

    @property
    def page_title(self):
        return _("Write to the participants")

    @property
    def button(self):
        return _("Send")

    def bound(self, data=None):
        return MessageForm(data, instance=Message(rules=self.rules_or_404()))

    def get_context_data(self, **kwargs):
        written = self.rules_or_404().messages.all()
        return super().get_context_data(written=[(one, one.progress) for one in written], **kwargs)

    def post(self, request, **kwargs):
        if "again" not in request.POST:
            return super().post(request, **kwargs)
        number = request.POST["again"]
        rows = self.rules_or_404().messages.filter(pk=number if number.isdecimal() else None)
        letters_to_all.go_on(get_object_or_404(rows))
        messages.success(request, _("Sending goes on: nobody gets it twice."))
        return redirect("participants_messages", self.event.pk)

    def saved(self, form):
        letters_to_all.start(form.instance)
        messages.success(self.request, _("On its way: one letter to each person."))
        return True

    def after(self):
        return "participants_messages"


class AttendanceView(FormScreen):
    @property
    def page_title(self):
        return _("How many came")

    @property
    def button(self):
        return _("Save")

    def bound(self, data=None):
        known = Attendance.objects.of(self.event).first()
        initial = None
        if known is None and self.rules:
            came = tally_of(Registration.objects.filter(rules=self.rules, came=True).by_name())
            initial = {"people": came.people or None, "services": came.services or None}
            initial |= {f"from_{kind}": count or None for kind, count in came.by_kind.items()}
        return AttendanceForm(data, instance=known or Attendance(event=self.event), initial=initial)

    def saved(self, form):
        form.save()
        messages.success(self.request, _("Saved: the page of the event says it, without a name."))
        return True
