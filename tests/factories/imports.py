"""An import at each of its stages, as a worker would bring it there, and something to carry."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.importing import running
from cms.importing.models import Import, State
from directory.models import Contact, Organisation, ReceptionSlot
from tests.factories.directory import (
    MunicipalityFactory,
    NetworkFactory,
    OpeningExceptionFactory,
    PlaceFactory,
    ServiceFactory,
    ThemeFactory,
    full_organisation,
)


def previewed(kind, content, name="table.csv", **fields):
    job = Import(kind=kind, name=name, language="en", **fields)
    job.file.save(name, ContentFile(content), save=False)
    job.digest = job.digest_of_file()
    job.save()
    running.preview.call(job.pk, str(job.run))
    job.refresh_from_db()
    return job


def applied(job):
    """Somebody has pressed the button."""
    job.decided_at, job.state = timezone.now(), State.APPLYING
    job.save()
    running.apply.call(job.pk, str(job.run))
    job.refresh_from_db()
    return job


def rich_organisation():
    """One of everything that a file can carry."""
    entry = full_organisation(
        confirmed_on=date(2026, 9, 1),
        description_fr="Deux\nlignes; “x”",
        enterprise_number="0403019261",
        website="https://example.org/a",
        email="info@example.org",
        acronym_fr="ME",
        access_conditions_nl="In Schaarbeek wonen.",
        open_on_holidays=False,
    )
    ThemeFactory(code="debt")
    entry.networks = [NetworkFactory()]
    entry.active_in = [MunicipalityFactory()]
    entry.save()
    ReceptionSlot.objects.filter(organisation=entry, weekday=1).update(note_fr="par téléphone")
    OpeningExceptionFactory(
        organisation=entry,
        first_day=date(2026, 12, 24),
        last_day=date(2027, 1, 3),
        reason_fr="congés",
    )
    Contact.objects.create(organisation=entry, role_fr="accueil", phone="+3220000002")
    PlaceFactory(
        organisation=entry,
        street_fr="place du Nord",
        label_fr="Nord",
        steps=2,
        ramp="on-request",
        door_width=85,
        floor=-1,
        latitude="50.867",
        longitude="4.3774",
        phone="+33199000000",
    )
    ServiceFactory(
        organisation=entry,
        name_fr="Écoute",
        name_nl="",
        place_codes=["place-du-nord-12-nord"],
        documents_fr="Carte d’identité\nBail",
        by_referral=True,
        interpretation_fr="sur demande",
    )
    entry = Organisation.objects.get(pk=entry.pk)
    entry.save_revision().publish()
    return entry
