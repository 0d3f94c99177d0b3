"""What the screens of one event have in common."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ...agenda import EventPage
from ..forgetting import forget_registrations
from ..rules import RegistrationRules

PERMISSION = "home.change_registration"


class Screen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = PERMISSION
    raise_exception = True
    header_icon = "group"

    def get_breadcrumbs_items(self):
        above = {"url": reverse("registrations_overview"), "label": _("Registrations")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class EventScreen(Screen):
    """Of an event in either language: what is shared hangs on the original."""

    @cached_property
    def event(self):
        return get_object_or_404(EventPage, pk=self.kwargs["pk"]).original

    @cached_property
    def rules(self):
        return RegistrationRules.objects.of(self.event).with_counts().first()

    def rules_or_404(self):
        if self.rules is None:
            raise Http404
        self.rules.event = self.event
        return self.rules

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(PERMISSION):
            forget_registrations()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        self.page_subtitle = self.event.title
        return super().get_context_data(event=self.event, rules=self.rules, **kwargs)

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        above = {"url": reverse("participants", args=[self.event.pk]), "label": self.event.title}
        return [*items[:-1], above, items[-1]]
