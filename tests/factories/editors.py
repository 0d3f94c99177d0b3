"""A small site in both languages, its editors, and translations at every stage."""

import uuid
from types import SimpleNamespace

from django.test import Client
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms.roles import Code, ensure_roles, group_of
from cms.users import User
from cms.workflow import ensure_workflow
from groups.models import GroupIndexPage, GroupPage
from home.models import FrontPage, NewsIndexPage, StandardPage

PARAGRAPH = "6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f01"


def front_pages():
    """The front page of each language, as the root of the site."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    site = Site.objects.get(is_default_site=True)
    former, root = site.root_page, Page.get_first_root_node()
    fr = root.add_child(instance=FrontPage(title="Accueil", slug="fr", locale=french))
    site.root_page = fr
    site.save()
    former.delete()
    nl = fr.copy_for_translation(dutch)
    nl.title, nl.slug = "Onthaal", "nl"
    nl.save_revision().publish()
    return fr, FrontPage.objects.get(pk=nl.pk)


def site_with_editors():
    """The front pages, a published French page, and one user per role, with a client for each."""
    fr, nl = front_pages()
    ensure_roles()
    ensure_workflow()
    page = text_page(fr, "Qui sommes-nous", "Une coordination sociale.")
    users = {code: editor(code) for code in Code}
    return SimpleNamespace(fr=fr, nl=nl, page=page, users=users)


def editor(code):
    user = User.objects.create_user(str(code), email=f"{code}@example.org")
    user.groups.add(group_of(code))
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text_page(parent, title, text, live=True):
    body = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": PARAGRAPH}]
    page = parent.add_child(
        instance=StandardPage(title=title, lead="", body=body, locale=parent.locale, live=live)
    )
    revision = page.save_revision()
    if live:
        revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def rewrite(page, text):
    """Changes the paragraph of a text page and publishes it."""
    page.body = [("paragraph", RichText(f"<p>{text}</p>"))]
    page.body[0].id = PARAGRAPH
    page.save_revision().publish()


def news_index(parent):
    page = parent.add_child(instance=NewsIndexPage(title="Actualités", locale=parent.locale))
    page.save_revision().publish()
    return page


def start_translation(page, user=None):
    """Submits the page; returns the work in progress. Nothing is translated yet."""
    target = Locale.objects.exclude(pk=page.locale_id).get()
    translate_object(page, [target], user=user)
    return Translation.objects.get(source__object_id=page.translation_key)


def segments(translation):
    return StringSegment.objects.filter(source=translation.source).order_by("order")


def fill(translation, texts=None):
    """Translates every text of it, or those given by their path."""
    for segment in segments(translation).select_related("context", "string"):
        path = segment.context.path
        if texts is None or path in texts:
            default = f"nl-{uuid.uuid4().hex[:6]}" if path == "slug" else "In het Nederlands"
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": (texts or {}).get(path, default), "has_error": False},
            )


def publish_translation(translation, user=None):
    translation.save_target(user=user, publish=True)
    return translation.get_target_instance()


def group_page(site, title="Seniors", owner=None, live=True):
    """A page of a working group, in the groups' section of the French side."""
    index = GroupIndexPage.objects.child_of(site.fr).first()
    if index is None:
        index = site.fr.add_child(instance=GroupIndexPage(title="Groupes", locale=site.fr.locale))
        index.save_revision().publish()
    page = index.add_child(
        instance=GroupPage(title=title, locale=site.fr.locale, owner=owner, live=live)
    )
    page.save_revision(user=owner)
    return page


def submit_to_committee(page, user):
    """What *Submit* does in the editor; returns the state of the committee's task."""
    page.get_workflow().start(page, user)
    return page.current_workflow_task_state
