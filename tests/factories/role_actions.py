"""How each right of a role is tried: at the address and with the form an editor would use."""

from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation

from cms.roles import Code
from groups.models import GroupPage
from groups.pages import ROWS
from tests.factories.editors import (
    fill,
    segments,
    start_translation,
    submit_to_committee,
    text_page,
)

ACTIONS = {}


def action(name):
    def remember(function):
        ACTIONS[name] = function
        return function

    return remember


def opens(address, *args, client):
    return client.get(reverse(address, args=args)).status_code == 200


def deletes(thing, address, client):
    client.post(reverse(address, args=[thing.pk]))
    return not type(thing).objects.filter(pk=thing.pk).exists()


def latest(page):
    return Page.objects.get(pk=page.pk).latest_revision_id


def text_form(page, **more):
    data = {
        "title": "Autre titre",
        "slug": page.slug,
        "body": streamfield([]),
        "show_children": "on",
    }
    return nested_form_data({**data, "comments": {**management(), "": ""}, **more})


def group_form(page, **more):
    empty = {"body": streamfield([]), "perspectives": streamfield([])}
    inline = {name: management() for name in ROWS}
    data = {"title": "Autre titre", "slug": page.slug, **empty, **inline}
    return nested_form_data({**data, "comments": management(), **more})


def management():
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}
    return {**counts, "MAX_NUM_FORMS": "1000"}


def edit(page, data, client):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def live_title(page):
    return Page.objects.get(pk=page.pk).title


@action("open the admin")
def _(site, client):
    return opens("wagtailadmin_home", client=client)


@action("see the tree of pages")
def _(site, client):
    answer = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    return "/admin/pages/" in answer.request["PATH_INFO"]


@action("change a page of text")
def _(site, client):
    before = latest(site.page)
    edit(site.page, text_form(site.page), client)
    return latest(site.page) != before


@action("publish a page of text")
def _(site, client):
    edit(site.page, text_form(site.page, **{"action-publish": "1"}), client)
    return live_title(site.page) == "Autre titre"


@action("change a page of a group")
def _(site, client):
    before = latest(site.group)
    edit(site.group, group_form(site.group), client)
    return latest(site.group) != before


@action("publish a page of a group")
def _(site, client):
    edit(site.group, group_form(site.group, **{"action-publish": "1"}), client)
    return live_title(site.group) == "Autre titre"


@action("submit a page of a group")
def _(site, client):
    edit(site.group, group_form(site.group, **{"action-submit": "1"}), client)
    return Page.objects.get(pk=site.group.pk).workflow_in_progress


@action("add a page of a group")
def _(site, client):
    place = site.group.get_parent().pk
    return opens("wagtailadmin_pages:add", "groups", "grouppage", place, client=client)


@action("add a page of text")
def _(site, client):
    return opens("wagtailadmin_pages:add", "home", "standardpage", site.fr.pk, client=client)


def gone(page):
    return not Page.objects.filter(pk=page.pk).exists()


@action("delete a page")
def _(site, client):
    return deletes(site.page, "wagtailadmin_pages:delete", client)


def draft_of_others(site):
    return text_page(site.fr, "Brouillon", "Pas encore.", live=False)


@action("delete someone's draft")
def _(site, client):
    return deletes(draft_of_others(site), "wagtailadmin_pages:delete", client)


@action("delete a page of a group")
def _(site, client):
    return deletes(site.group, "wagtailadmin_pages:delete", client)


@action("move a page")
def _(site, client):
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[site.other.pk, site.page.pk]))
    return Page.objects.get(pk=site.other.pk).get_parent().pk == site.page.pk


@action("copy a page")
def _(site, client):
    before = Page.objects.count()
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.fr.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[site.page.pk]), data)
    return Page.objects.count() > before


@action("withdraw a page")
def _(site, client):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[site.page.pk]))
    return not Page.objects.get(pk=site.page.pk).live


@action("lock a page")
def _(site, client):
    client.post(reverse("wagtailadmin_pages:lock", args=[site.page.pk]))
    return Page.objects.get(pk=site.page.pk).locked


@action("make a page private")
def _(site, client):
    url = reverse("wagtailadmin_pages:set_privacy", args=[site.page.pk])
    client.post(url, {"restriction_type": "login", "groups": [], "password": ""})
    return site.page.view_restrictions.exists()


def bulk(kind, page, client, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", kind])
    client.post(f"{url}?id={page.pk}&next=/admin/", data)


@action("publish many pages")
def _(site, client):
    draft = draft_of_others(site)
    bulk("publish", draft, client)
    return Page.objects.get(pk=draft.pk).live


@action("delete many pages")
def _(site, client):
    bulk("delete", site.other, client)
    return gone(site.other)


@action("delete many drafts")
def _(site, client):
    draft = draft_of_others(site)
    bulk("delete", draft, client)
    return gone(draft)


@action("ask for a translation")
def _(site, client):
    dutch = Locale.objects.get(language_code="nl")
    url = reverse("wagtail_localize:submit_page_translation", args=[site.other.pk])
    client.post(url, {"locales": [dutch.pk]})
    return site.other.has_translation(dutch)


@action("open a translation")
def _(site, client):
    return opens("wagtailadmin_pages:edit", target(site).pk, client=client)


def target(site):
    return site.translation.get_target_instance()


def translate(translation, client):
    segment = segments(translation).get(context__path="title")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = client.put(url, "value=Wie", content_type="application/x-www-form-urlencoded")
    return answer.status_code == 201


@action("translate a sentence")
def _(site, client):
    return translate(site.translation, client)


@action("translate a Dutch original into French")
def _(site, client):
    original = text_page(site.nl, "Buurthuis", "In het Nederlands geschreven.")
    return translate(start_translation(original), client)


@action("publish a translation")
def _(site, client):
    fill(site.translation)
    edit(target(site), {"action": "publish"}, client)
    return lambda: target(site).live


@action("stop a translation")
def _(site, client):
    client.post(reverse("wagtail_localize:stop_translation", args=[site.translation.pk]))
    return not Translation.objects.get(pk=site.translation.pk).enabled


@action("fetch the changes of an original")
def _(site, client):
    before = site.translation.source.last_updated_at
    source = site.translation.source
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    source.refresh_from_db()
    return source.last_updated_at > before


@action("download the texts of a translation")
def _(site, client):
    return opens("wagtail_localize:download_pofile", site.translation.pk, client=client)


@action("see the titles of all translations")
def _(site, client):
    answer = client.get(reverse("wagtail_localize:translations_report"))
    return site.page.title in answer.content.decode()


@action("turn a translation into an alias")
def _(site, client):
    client.post(reverse("wagtail_localize:convert_to_alias", args=[target(site).pk]))
    return target(site).alias_of_id is not None


def submitted(site):
    page = GroupPage.objects.get(pk=site.group.pk)
    page.title = "Aînés"
    page.save_revision()
    return submit_to_committee(page, site.users[Code.FACILITATION])


def decide(site, client, decision):
    state = submitted(site)
    url = reverse("wagtailadmin_pages:workflow_action", args=[site.group.pk, decision, state.pk])
    client.post(url, {"comment": "Vu en séance."})
    state.refresh_from_db()
    return state.status


@action("agree to what was submitted")
def _(site, client):
    return decide(site, client, "approve") == "approved" and live_title(site.group) == "Aînés"


@action("ask for changes")
def _(site, client):
    return decide(site, client, "reject") == "rejected"


@action("read what was submitted")
def _(site, client):
    task = submit_to_committee(site.page, site.users[Code.COORDINATION]).task
    return opens("wagtailadmin_pages:workflow_preview", site.page.pk, task.pk, client=client)


@action("change what was submitted")
def _(site, client):
    submitted(site)
    before = latest(site.group)
    edit(site.group, group_form(site.group), client)
    return latest(site.group) != before
