"""How to reach the coordination: facts, and a form that becomes a letter and is not kept."""

from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms import languages
from cms.blocks import BodyBlock
from cms.coordination import Coordination
from cms.limits import visitor_may
from cms.pages import SitePage
from cms.readable import readable

from . import letters
from .contact_form import LONGEST_SUBJECT, ContactForm
from .standard import LEAD_HELP

LETTERS_AN_HOUR = 5


class ContactPage(SitePage):
    template = "home/contact.html"
    page_description = _("Address, telephone, and a form that sends an e-mail.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)
    body = StreamField(
        BodyBlock(),
        verbose_name=_("content"),
        blank=True,
        help_text=_("How to get there, when someone answers the telephone…"),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    parent_page_types = ["home.FrontPage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @method_decorator(sensitive_post_parameters())
    def serve(self, request, *args, **kwargs):
        form = ContactForm(
            request.POST if request.method == "POST" else None,
            initial={"subject": subject_of(request)},
        )
        recipient = Coordination.for_request(request).email
        if recipient and form.is_valid():
            if form.is_from_a_machine:
                return self.thank(request)  # it learns nothing from the answer
            if visitor_may(request, "contact", LETTERS_AN_HOUR):
                letters.post(form.letter(recipient))
                return self.thank(request)
            form.add_error(None, TOO_MANY)
        context = self.get_context(request, *args, **kwargs) | {
            "form": form,
            "can_write": bool(recipient),
            "was_sent": "sent" in request.GET,
        }
        return TemplateResponse(request, self.template, context, status=422 if form.errors else 200)

    def thank(self, request):
        return redirect(f"{self.get_url(request)}?sent#sent")


def subject_of(request):
    """What another page of the site proposes to write about."""
    return " ".join(request.GET.get("subject", "").replace("\x00", " ").split())[:LONGEST_SUBJECT]


@require_safe
def write(request):
    """Leads to the form, wherever the editors put it, in the reader's language."""
    pages = readable(ContactPage.objects).filter(locale__language_code=languages.current())
    page = pages.first()
    if page is None:
        raise Http404
    asked = urlencode({"subject": subject_of(request)})
    return redirect(f"{page.get_url(request)}?{asked}#write")


TOO_MANY = _(
    "Many messages came from your connection within the hour, so this one was not sent. Nothing "
    "you wrote is lost: try again later, or telephone."
)
