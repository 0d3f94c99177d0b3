"""The entries of the directory: cold facts only, never an opinion on anybody's work."""

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
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

from .identifiers import EnterpriseNumberField, PhoneField, shown_enterprise_number, shown_phone
from .listed import ListedQuerySet
from .networks import Network
from .opening import schedule_of
from .places import Place
from .slugs import free_slug
from .vocabulary import BodyKind, Municipality, Theme


class OrganisationQuerySet(ListedQuerySet):
    def to_confirm(self, before):
        """Entries nobody has confirmed since this day."""
        return self.listed().filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=before))

    def related_to(self, entry, places, limit=4):
        """What else to try: most themes in common, the same neighbourhood first."""
        themes = [theme.pk for theme in entry.themes.all()]
        quarters = [place.neighbourhood_id for place in places if place.neighbourhood_id]
        common = Count("themes", filter=Q(themes__in=themes), distinct=True)
        near = Exists(Place.objects.filter(organisation=OuterRef("pk"), neighbourhood__in=quarters))
        related = self.listed().exclude(pk=entry.pk).annotate(common=common, near=near)
        return related.filter(common__gt=0).order_by("-common", "-near", "name_fr")[:limit]


class Organisation(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    slug = models.SlugField(_("address"), max_length=100, unique=True, editable=False)
    name_fr = models.CharField(_("name in French"), max_length=140)
    name_nl = models.CharField(
        _("name in Dutch"),
        max_length=140,
        blank=True,
        help_text=_("Repeat the name here if it is the same in both languages."),
    )
    acronym_fr = models.CharField(_("acronym in French"), max_length=30, blank=True)
    acronym_nl = models.CharField(_("acronym in Dutch"), max_length=30, blank=True)
    summary_fr = models.CharField(
        _("in one sentence, in French"),
        max_length=200,
        blank=True,
        help_text=_("What one finds there, in words anybody knows. Shown in lists."),
    )
    summary_nl = models.CharField(_("in one sentence, in Dutch"), max_length=200, blank=True)
    description_fr = models.TextField(_("presentation in French"), blank=True)
    description_nl = models.TextField(_("presentation in Dutch"), blank=True)
    access_conditions_fr = models.TextField(
        _("who can come, in French"),
        blank=True,
        help_text=_("Conditions that hold for all services. Example: live in Schaerbeek."),
    )
    access_conditions_nl = models.TextField(_("who can come, in Dutch"), blank=True)
    kind = models.CharField(
        _("kind of body"), max_length=20, choices=BodyKind, default=BodyKind.ASSOCIATION
    )
    enterprise_number = EnterpriseNumberField(
        _("enterprise number"), blank=True, help_text=_("Example: 0123.456.749")
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("telephone"), blank=True, help_text=_("Example: 02 240 30 80"))
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="organisations", verbose_name=_("themes")
    )
    networks = ParentalManyToManyField(
        Network, blank=True, related_name="organisations", verbose_name=_("networks")
    )
    active_in = ParentalManyToManyField(
        Municipality,
        blank=True,
        related_name="active_organisations",
        verbose_name=_("active in"),
        help_text=_("Where its work reaches; where its doors are is told by its places."),
    )
    open_on_holidays = models.BooleanField(_("open on public holidays"), default=False)
    confirmed_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day the organisation itself said that all of this is right."),
    )

    name = Bilingual()
    acronym = Bilingual()
    summary = Bilingual()
    description = Bilingual()
    access_conditions = Bilingual()

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("name_fr"),
        index.AutocompleteField("name_nl"),
        index.AutocompleteField("acronym_fr"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_fr"]

    def __str__(self):
        return self.name.plain

    @transaction.atomic  # places and services are written after their organisation
    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(Organisation, self.name_fr or self.name_nl, "organisation")
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A draft is about words and facts; when the entry was confirmed is not in its hands.

        Else publishing a draft of last month would undo the confirmation of last week.
        """
        entry = super().with_content_json(content)
        stored = Organisation.objects.filter(pk=self.pk).values_list("confirmed_on", flat=True)
        entry.confirmed_on = stored.first()
        return entry

    def get_absolute_url(self):
        """None before an entry is first saved: its preview has no address yet."""
        return reverse("directory:organisation", args=[self.slug]) if self.slug else None

    def get_full_url(self):
        return alternates.absolute(self.get_absolute_url()) if self.slug else None

    full_url = property(get_full_url)

    @property
    def shown_phone(self):
        return shown_phone(self.phone)

    @property
    def shown_enterprise_number(self):
        return shown_enterprise_number(self.enterprise_number)

    @property
    def schedule(self):
        """Somebody is there when the reception is open, or any of the services."""
        of_services = [
            slot for service in self.services.all() for slot in service.opening_slots.all()
        ]
        records = [*self.opening_slots.all(), *of_services, *self.opening_exceptions.all()]
        return schedule_of(records, self.open_on_holidays)

    def get_preview_template(self, request, mode_name):
        return "directory/organisation.html"

    def get_preview_context(self, request, mode_name):
        from .entry import context_of

        return {**super().get_preview_context(request, mode_name), **context_of(self)}
