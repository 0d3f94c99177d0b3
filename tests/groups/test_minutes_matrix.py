"""Who gets to see minutes, and where: each kind of person at each address. Read the table.

*yes*: something of the minutes (a word of the text, the name or the content of a file, an
institution that was there, an official) is in what she is answered. Whoever may read asks first, so
that a cache that gave to one what it kept of another would show.
"""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from groups.minutes.records import Minutes
from groups.models import Meeting
from search import indexer
from tests.factories.minutes import FILE, OFFICIAL, PLACE, SECRETS, TEXT, address, client_for, world

pytestmark = pytest.mark.django_db

TABLE = """
                            nob  mem  els  for  left fac  fac2 tra  com  coo  sup  link exp  wdr
the page                    -    yes  -    -    -    yes  -    -    -    yes  yes  -    -    -
the page in Dutch           -    yes  -    -    -    yes  -    -    -    yes  yes  -    -    -
the file                    -    yes  -    -    -    yes  -    -    -    yes  yes  -    -    -
the page behind a link      -    -    -    -    -    -    -    -    -    -    -    yes  -    -
the file behind a link      -    -    -    -    -    -    -    -    -    -    -    yes  -    -
the door of a link          -    -    -    -    -    -    -    -    -    -    -    -    -    -
the form                    -    -    -    -    -    yes  -    -    -    yes  yes  -    -    -
the file in the admin       -    -    -    -    -    yes  -    -    -    yes  yes  -    -    -
the log of what was sent    -    -    -    -    -    -    -    -    -    yes  yes  -    -    -
the list of minutes         -    -    -    -    -    -    -    -    -    -    -    -    -    -
the form of the meeting     -    -    -    -    -    -    -    -    -    -    -    -    -    -
the history of the meeting  -    -    -    -    -    -    -    -    -    -    -    -    -    -
what the admin links to it  -    -    -    -    -    -    -    -    -    -    -    -    -    -
screens that Wagtail makes  -    -    -    -    -    -    -    -    -    -    -    -    -    -
searches of the admin       -    -    -    -    -    -    -    -    -    -    -    -    -    -
reports of the admin        -    -    -    -    -    -    -    -    -    -    -    -    -    -
the page of the group       -    -    -    -    -    -    -    -    -    -    -    -    -    -
the preview of the group    -    -    -    -    -    -    -    -    -    -    -    -    -    -
search                      -    -    -    -    -    -    -    -    -    -    -    -    -    -
search, built again         -    -    -    -    -    -    -    -    -    -    -    -    -    -
feeds and calendars         -    -    -    -    -    -    -    -    -    -    -    -    -    -
site maps and exports       -    -    -    -    -    -    -    -    -    -    -    -    -    -
folders of files            -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
# Nobody's account, a member, a member of another group, a former one, one whose organisation left,
# the facilitator, of another group, a translator, the committee, the coordination, the superuser;
# an official with a link, with one that expired, with one that was withdrawn.
PEOPLE = ["nob", "mem", "els", "for", "left", "fac", "fac2", "tra", "com", "coo", "sup"]
LINKS = ["link", "exp", "wdr"]


ADDRESSES = {}


def at(name):
    def keep(function):
        ADDRESSES[name] = function
        return function

    return keep


@at("the page")
def _(made, key):
    return [address("read", made.meeting.uid)]


@at("the page in Dutch")
def _(made, key):
    with translation.override("nl"):
        return [address("read", made.meeting.uid)]


@at("the file")
def _(made, key):
    return [address("file", made.meeting.uid, made.minutes.files.get().pk)]


@at("the page behind a link")
def _(made, key):
    return [address("link", key=key or "x")]


@at("the file behind a link")
def _(made, key):
    return [address("link-file", made.minutes.files.get().pk, key=key or "x")]


@at("the door of a link")
def _(made, key):
    return [address("link", key=key or "x").removesuffix("&read=1")]


@at("the form")
def _(made, key):
    return [reverse("minutes", args=[made.meeting.pk])]


@at("the file in the admin")
def _(made, key):
    return [reverse("minutes_file", args=[made.meeting.pk, made.minutes.files.get().pk])]


@at("the log of what was sent")
def _(made, key):
    return [reverse("minutes_sent", args=[made.meeting.pk])]


@at("the list of minutes")
def _(made, key):
    return [reverse("minutes_list")]


@at("the form of the meeting")
def _(made, key):
    return [of_meeting("edit", made), of_meeting("delete", made), of_meeting("copy", made)]


@at("the history of the meeting")
def _(made, key):
    return [of_meeting("history", made)]


@at("what the admin links to it")
def _(made, key):
    return [
        of_meeting("usage", made),
        reverse("wagtailadmin_pages:usage", args=[made.group.pk]),
        reverse("wagtailadmin_pages:history", args=[made.group.pk]),
    ]


@at("screens that Wagtail makes")
def _(made, key):
    """For records it knows as its own; minutes are none, so there are no such addresses."""
    found = []
    for name in (
        "list",
        "edit",
        "history",
        "usage",
        "inspect",
        "revisions_view",
        "preview_on_edit",
    ):
        for args in ([], [made.minutes.pk]):
            try:
                found.append(reverse(f"wagtailsnippets_groups_minutes:{name}", args=args))
            except NoReverseMatch:
                continue
    return found


@at("searches of the admin")
def _(made, key):
    return [
        reverse("wagtailadmin_pages:search") + f"?q={TEXT}",
        reverse("wagtaildocs:index") + f"?q={FILE}",
        reverse("wagtaildocs_chooser:choose") + f"?q={FILE}",
        reverse("wagtailsnippets_groups_meeting:list") + f"?q={TEXT}",
        reverse("wagtailsnippets_groups_meeting:list"),
        reverse("wagtailsnippets_groups_body:list"),
    ]


@at("reports of the admin")
def _(made, key):
    return [reverse("wagtailadmin_reports:site_history"), reverse("wagtailadmin_home")]


@at("the page of the group")
def _(made, key):
    return [made.group.get_url(), made.group.get_parent().get_url()]


@at("the preview of the group")
def _(made, key):
    pk = made.group.pk
    return [
        reverse("wagtailadmin_pages:view_draft", args=[pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[pk]),
    ]


@at("search")
def _(made, key):
    found = [f"{reverse('search')}?q={secret}" for secret in (TEXT, FILE)]
    return [*found, f"{reverse('search-suggestions')}?q={TEXT[:6]}"]


@at("search, built again")
def _(made, key):
    return [f"{reverse('search')}?q={secret}" for secret in (TEXT, PLACE, OFFICIAL)]


@at("feeds and calendars")
def _(made, key):
    return [
        reverse("news-feed"),
        reverse("agenda-calendar"),
        reverse("group-calendar", args=[made.group.translation_key]),
    ]


@at("site maps and exports")
def _(made, key):
    return ["/sitemap.xml", "/fr/sitemap.xml", reverse("data"), "/hsds/", "/hsds/services"]


@at("folders of files")
def _(made, key):
    name = made.minutes.files.get().file.name
    return [f"/media/{name}", f"/media/images/../../private/{name}", f"/documents/1/{name}"]


def of_meeting(name, made):
    return reverse(f"wagtailsnippets_groups_meeting:{name}", args=[made.meeting.pk])


def read_table():
    header, *lines = TABLE.strip("\n").splitlines()
    people = header.split()
    for line in lines:
        words = line.split()
        yield " ".join(words[: -len(people)]), dict(zip(people, words[-len(people) :], strict=True))


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def gets_it(client, url):
    """Whatever it asked for stands again in what it is answered: that gives nothing away."""
    text = body_of(client.get(url, follow=True)).decode(errors="replace")
    asked = url.partition("?q=")[2]
    return any(secret in text for secret in SECRETS if not (asked and secret.startswith(asked)))


@pytest.fixture
def made(settings, tmp_path):
    settings.LOGIN_URL = "wagtailadmin_login"
    return world()


def test_table_of_readers(made):
    indexer.catch_up()
    clients = {who: client_for(user) for who, user in made.people.items()}
    clients |= {who: client_for(None) for who in made.keys}
    assert list(clients) == PEOPLE + LINKS
    wrong = {}
    for name, expected in read_table():
        if name == "search, built again":
            call_command("reindex", verbosity=0)
        # Those who may read come first: what was kept of their answer would show to the others.
        for who in sorted(clients, key=lambda one: expected[one] != "yes"):
            urls = ADDRESSES[name](made, made.keys.get(who, ""))
            answers = [gets_it(clients[who], url) for url in urls]  # all of them are asked
            found = "yes" if any(answers) else "-"
            if found != expected[who]:
                wrong[name, who] = found
    assert wrong == {}


def test_every_address_is_in_the_table():
    assert [name for name, _people in read_table()] == list(ADDRESSES)


@pytest.mark.parametrize("open_to", ["nobody", "officials"])
def test_members_read_only_what_is_opened_to_them(made, open_to):
    Minutes.objects.update(for_members=False, for_officials=open_to == "officials")
    url = address("read", made.meeting.uid)
    read = {who for who, user in made.people.items() if gets_it(client_for(user), url)}
    assert read == {"fac", "coo", "sup"}


def test_nothing_is_kept_on_the_way(made):
    file, key = made.minutes.files.get().pk, made.keys["link"]
    urls = [
        address("read", made.meeting.uid),
        address("file", made.meeting.uid, file),
        address("link", key=key),
        address("link-file", file, key=key),
    ]
    for who in ("mem", "coo", "nob", "els"):
        client = client_for(made.people[who])
        for url in urls:
            response = client.get(url)
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", ")), url
            assert "noindex" in response["X-Robots-Tag"]


def test_what_does_not_exist_is_answered_like_what_is_not_hers(made):
    unknown = address("read", "00000000-0000-4000-8000-000000000000")
    elsewhere, nobody = client_for(made.people["els"]), client_for(None)
    theirs = address("read", made.meeting.uid)
    assert elsewhere.get(theirs).status_code == elsewhere.get(unknown).status_code == 404
    first, second = nobody.get(theirs), nobody.get(unknown)
    assert first.status_code == second.status_code == 302


def test_a_file_has_no_address_of_its_own(made):
    file = made.minutes.files.get().file
    assert client_for(made.people["sup"]).get(file.url, follow=True).status_code == 404
    assert str(settings.MEDIA_ROOT) not in file.path
    assert FILE not in file.name


def test_who_loses_her_account_or_her_role_reads_nothing(made):
    url = address("read", made.meeting.uid)
    member, facilitator = made.people["mem"], made.people["fac"]
    clients = [client_for(member), client_for(facilitator)]
    assert all(gets_it(client, url) for client in clients)
    member.is_active = False
    member.save()
    facilitator.groups.clear()
    assert not any(gets_it(client, url) for client in clients)


def test_the_meeting_itself_stays_public(made):
    page = client_for(None).get(made.group.get_url()).content.decode()
    assert "Résumé pour tous." in page
    assert Meeting.objects.get().minutes == made.minutes
