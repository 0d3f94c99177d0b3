"""Networks: what organisations do together, often known to nobody but their members."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from cms import alternates
from cms.bilingual import Bilingual

from .identifiers import PhoneField, shown_phone
from .listed import ListedQuerySet
from .slugs import free_slug


class Network(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    slug = models.SlugField(_("address"), max_length=100, unique=True, editable=False)
    name_fr = models.CharField(_("name in French"), max_length=140, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=140, blank=True)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    summary_fr = models.CharField(_("in one sentence, in French"), max_length=250, blank=True)
    summary_nl = models.CharField(_("in one sentence, in Dutch"), max_length=250, blank=True)
    description_fr = models.TextField(
        _("presentation in French"),
        blank=True,
        help_text=_("What its members do together, how often they meet, how one joins."),
    )
    description_nl = models.TextField(_("presentation in Dutch"), blank=True)
    phone = PhoneField(_("telephone"), blank=True, help_text=_("Example: 02 240 30 80"))
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    name = Bilingual()
    summary = Bilingual()
    description = Bilingual()

    objects = ListedQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("name_fr"),
        index.AutocompleteField("name_nl"),
        index.AutocompleteField("acronym"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self):
        return self.name.plain

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(Network, self.name_fr or self.name_nl, "network")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """None before a network is first saved: its preview has no address yet."""
        return reverse("directory:network", args=[self.slug]) if self.slug else None

    def get_full_url(self):
        return alternates.absolute(self.get_absolute_url()) if self.slug else None

    full_url = property(get_full_url)

    @property
    def shown_phone(self):
        return shown_phone(self.phone)

    def get_preview_template(self, request, mode_name):
        return "directory/network.html"

    def get_preview_context(self, request, mode_name):
        from .network_page import context_of

        return {**super().get_preview_context(request, mode_name), **context_of(self)}
