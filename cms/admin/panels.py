"""The panels of the first screen that concern every site: translations, agreement, glossary."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState
from wagtail.permissions import page_permission_policy

from cms import attention, backlog, languages
from cms.attention import Item, Panel, found
from cms.glossary import Term
from cms.parity import State

SUBMIT = "wagtail_localize.submit_translation"


def may_publish(user):
    return page_permission_policy.user_has_permission(user, "publish")


def translations_behind(user):
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return found(backlog.behind().filter(pk__in=mine.values("pk")), describe_behind)


def describe_behind(page):
    if page.twin_id:
        url = reverse("wagtailadmin_pages:edit", args=[page.twin_id])
    else:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return Item(
        page.title,
        url,
        since=page.texts_changed_at,
        note=State(page.state).label,
        language=languages.html_lang(page.locale.language_code),
    )


def translations_ready(user):
    return found(backlog.ready(), describe_ready)


def describe_ready(translation):
    return Item(
        translation.page_title,
        reverse("wagtailadmin_pages:edit", args=[translation.page_id]),
        since=translation.touched_at,
        language=languages.html_lang(translation.target_locale.language_code),
    )


def waiting_for_agreement(user):
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    pages = waiting.filter(revision__base_content_type__app_label="wagtailcore")
    return found(pages.select_related("revision").order_by("started_at"), describe_waiting)


def describe_waiting(state):
    url = reverse("wagtailadmin_pages:edit", args=[state.revision.object_id])
    return Item(state.revision.object_str, url, since=state.started_at)


def terms_half_explained(user):
    one_only = ~Q(definition_fr="", definition_nl="") & (Q(definition_fr="") | Q(definition_nl=""))
    return found(Term.objects.filter(one_only), describe_term)


def describe_term(term):
    note = _("no definition in Dutch") if term.definition_fr else _("no definition in French")
    url = reverse("wagtailsnippets_cms_term:edit", args=[term.pk])
    return Item(str(term), url, note=note)


attention.register(
    Panel(
        "agreement",
        _("Waiting for the agreement of the steering committee"),
        waiting_for_agreement,
        permission=may_publish,
        advice=_("Its members see them on their own first screen. Remind them if it takes long."),
        position=20,
    )
)
attention.register(
    Panel(
        "ready",
        _("Translations to read and publish"),
        translations_ready,
        permission=may_publish,
        advice=_("Every text is translated. Read the page once more, then publish it."),
        position=40,
    )
)
attention.register(
    Panel(
        "translations",
        _("To be translated"),
        translations_behind,
        permission=SUBMIT,
        advice=_("Older than the original first: visitors are told so on the page."),
        more=lambda: reverse("wagtail_localize:translations_report"),
        position=50,
    )
)
attention.register(
    Panel(
        "terms",
        _("Terms explained in one language only"),
        terms_half_explained,
        permission="cms.change_term",
        more=lambda: reverse("wagtailsnippets_cms_term:list"),
        position=80,
    )
)
