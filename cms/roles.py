"""Who may do what, as one table. `ensure_roles()` gives it to the groups of the database.

A right is given once: what an administrator takes away later stays away, and what she adds stays.
A group that was renamed is still the same role. Names are bilingual because Django stores one name
per group and both languages read it.
"""

import logging
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

logger = logging.getLogger(__name__)

WHOLE_SITE = "site"  # the front page of each language and all that is below
GROUPS = "groups"  # the topmost pages of an app: its section, in each language

ADMIN = "wagtailadmin.access_admin"
SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"


def records(*models, actions=("add", "change", "delete", "view")):
    """The permissions on records kept beside the pages: `records("cms.term")`."""
    return tuple(
        f"{app}.{action}_{name}"
        for app, name in (model.split(".") for model in models)
        for action in actions
    )


@dataclass(frozen=True)
class Rights:
    name: str
    permissions: tuple[str, ...] = ()
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)  # section → actions
    media: tuple[str, ...] = ()  # on the root collection


class Code(models.TextChoices):
    COORDINATION = "coordination", _("coordination")
    FACILITATION = "facilitation", _("group facilitators")
    TRANSLATION = "translation", _("translators")
    COMMITTEE = "committee", _("steering committee")
    ORGANISATION = "organisation", _("organisation contacts")


# Every kind of record that editors keep. tests/cms/test_roles.py fails if one is forgotten here,
# or if one is named here that does not exist.
RECORDS = (
    "cms.term",
    "directory.audience",
    "directory.campaign",
    "directory.municipality",
    "directory.neighbourhood",
    "directory.network",
    "directory.organisation",
    "directory.report",
    "directory.spokenlanguage",
    "directory.theme",
    "groups.body",
    "groups.facilitator",
    "groups.meeting",
    "home.resourcelink",
    "publications.assessment",
    "publications.authority",
    "publications.correction",
    "publications.followup",
    "publications.milestone",
    "publications.recommendation",
    "publications.reference",
    "publications.sending",
    "publications.version",
)
# Who signs, what an authority deposited, who works for whom, who proposes or registers, minutes:
# kept by the coordination alone, with screens of their own. (Facilitators write minutes too:
# groups/minutes.)
BY_CONFIDENCE = (
    "groups.invitation",
    "groups.membership",
    "groups.minutes",
    "home.digest",
    "home.proposal",
    "home.registration",
    "publications.deposit",
    "publications.signatory",
)
RECORDS_WITH_DRAFTS = (
    "directory.network",
    "directory.organisation",
    "publications.recommendation",
)

# Bilingual lists, public as soon as they are saved: a translator completes them herself.
WORD_LISTS = (
    "cms.term",
    "directory.audience",
    "directory.municipality",
    "directory.neighbourhood",
    "directory.spokenlanguage",
    "directory.theme",
    "home.resourcelink",
    "publications.correction",
)

ROLES = {
    Code.COORDINATION: Rights(
        name="Coordination · Coördinatie",
        permissions=(
            ADMIN,
            SUBMIT_TRANSLATION,
            "cms.change_coordination",
            "cms.view_subscription",  # how many follow what: no address
            *records(*RECORDS, "wagtailredirects.redirect", *BY_CONFIDENCE),
            *records(*RECORDS_WITH_DRAFTS, actions=("publish", "lock", "unlock")),
        ),
        pages={WHOLE_SITE: ("add", "change", "publish", "bulk_delete", "lock", "unlock")},
        media=(
            *records("wagtailimages.image", "wagtaildocs.document", actions=("add", "change")),
            *records("wagtailimages.image", "wagtaildocs.document", actions=("choose",)),
        ),
    ),
    # They write in their section and submit; someone else publishes.
    Code.FACILITATION: Rights(
        name="Animation des groupes · Groepsbegeleiding",
        permissions=(ADMIN,),
        pages={GROUPS: ("add", "change")},
        media=records("wagtailimages.image", "wagtaildocs.document", actions=("add", "choose")),
    ),
    # *change* opens the translations; cms/admin/translating.py keeps the originals closed.
    # Records that know drafts: she saves her Dutch as a draft, the coordination publishes it.
    Code.TRANSLATION: Rights(
        name="Traduction · Vertaling",
        permissions=(
            ADMIN,
            SUBMIT_TRANSLATION,
            *records("cms.term", actions=("add",)),
            *records(*WORD_LISTS, *RECORDS_WITH_DRAFTS, actions=("change", "view")),
        ),
        pages={WHOLE_SITE: ("change",)},
    ),
    # They read and decide what is submitted to them (cms/workflow.py).
    Code.COMMITTEE: Rights(name="Comité de pilotage · Stuurgroep", permissions=(ADMIN,)),
    # They confirm their entry by a link in a message: no way into the admin.
    Code.ORGANISATION: Rights(name="Organisations · Organisaties"),
}


class Role(models.Model):
    """Ties a line of the table to a group, whatever its name becomes."""

    code = models.CharField(_("role"), max_length=20, choices=Code.choices, unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")
    given = models.JSONField(_("rights already given once"), default=list, editable=False)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        return self.get_code_display()


def group_of(code) -> Group:
    return Group.objects.get(role__code=code)


@transaction.atomic
def ensure_roles() -> list[str]:
    """Make the groups and give what was never given. Returns the rights that nothing answers to."""
    missing = []
    for code, rights in ROLES.items():
        role = _role(code, rights)
        before = len(role.given)
        missing += _give_permissions(role, rights)
        missing += _give_media(role, rights)
        _give_pages(role, rights)
        if len(role.given) > before:
            role.save(update_fields=["given"])
    _drop_unused_default_groups()
    for name in missing:
        logger.warning("No such permission: %s", name)
    return missing


def _role(code, rights):
    role = Role.objects.select_related("group").filter(code=code).first()
    if role is None:
        group, _created = Group.objects.get_or_create(name=rights.name)
        role = Role.objects.create(code=code, group=group)
    return role


def _give_permissions(role, rights):
    missing = []
    for name in rights.permissions:
        if name in role.given:
            continue
        if permission := _permission(name):
            role.group.permissions.add(permission)
            role.given.append(name)
        else:
            missing.append(name)
    return missing


def _give_media(role, rights):
    missing = []
    root = Collection.get_first_root_node()
    for name in rights.media:
        if name in role.given:
            continue
        if permission := _permission(name):
            GroupCollectionPermission.objects.get_or_create(
                group=role.group, collection=root, permission=permission
            )
            role.given.append(name)
        else:
            missing.append(name)
    return missing


def _give_pages(role, rights):
    for section, actions in rights.pages.items():
        for page in section_pages(section):
            for action in actions:
                key = f"{action}_page:{page.pk}"
                if key not in role.given:
                    GroupPagePermission.objects.get_or_create(
                        group=role.group,
                        page=page,
                        permission=_permission(f"wagtailcore.{action}_page"),
                    )
                    role.given.append(key)


def _permission(name):
    app, codename = name.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename).first()


def section_pages(section):
    """Where the rights on a section hang: its topmost pages, one in each language."""
    if section == WHOLE_SITE:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        return list(site.root_page.get_translations(inclusive=True)) if site else []
    top = []
    for page in Page.objects.filter(content_type__app_label=section).order_by("path"):
        if not any(page.is_descendant_of(higher) for higher in top):
            top.append(page)
    return top


def _drop_unused_default_groups():
    """Wagtail's own two groups would stand beside ours with rights nobody asked for."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None, role=None).delete()


@receiver(post_save)
def open_new_section(sender, instance, created, raw=False, **kwargs):
    """The first page of a section (in a language) brings its facilitators their rights."""
    if not created or raw or not isinstance(instance, Page):
        return
    section = sender._meta.app_label
    if any(section in rights.pages for rights in ROLES.values()) and instance.depth > 1:
        parent = instance.get_parent().specific_class
        if parent._meta.app_label != section and Role.objects.exists():
            ensure_roles()


def only_translates(user, page) -> bool:
    """Her only right on this page is a translator's: she works on translations, not originals."""
    if user.is_superuser:
        return False
    rights = GroupPagePermission.objects.filter(
        group__user=user, page__in=page.get_ancestors(inclusive=True)
    ).exclude(group__role__code=Code.TRANSLATION)
    return not rights.filter(permission__codename__in=["add_page", "change_page"]).exists()
