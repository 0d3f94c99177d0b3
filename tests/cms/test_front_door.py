import pytest


@pytest.mark.parametrize(
    ("asked", "cookie", "expected"),
    [
        ("nl-BE,nl;q=0.9", None, "/nl/"),
        ("fr-BE", None, "/fr/"),
        ("en-GB,de;q=0.8", None, "/fr/"),
        ("fr-BE", "nl", "/nl/"),
        ("nl", "fr", "/fr/"),
        ("nl", "FR", "/fr/"),
        ("nl", "klingon", "/nl/"),
        ("", None, "/fr/"),
    ],
)
def test_the_cookie_comes_before_the_browser(client, asked, cookie, expected):
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get("/", headers={"accept-language": asked})
    assert (answer.status_code, answer.url) == (302, expected)
    assert {"Cookie", "Accept-Language"} <= set(answer["Vary"].split(", "))


@pytest.mark.django_db
def test_reading_in_a_language_is_remembered(client):
    client.get("/nl/sitemap.xml")
    assert client.cookies["django_language"].value == "nl"
    assert client.get("/", headers={"accept-language": "fr"}).url == "/nl/"


@pytest.mark.django_db
def test_the_cookie_is_not_sent_again_to_who_has_it(client):
    client.get("/nl/sitemap.xml")
    assert not client.get("/nl/sitemap.xml").cookies


@pytest.mark.django_db
def test_an_address_in_capitals_does_not_spoil_the_front_door(client):
    client.get("/FR/")
    assert client.cookies["django_language"].value == "fr"


def test_nul_in_a_cookie_is_refused_too(client):
    client.cookies["sessionid"] = "abcdefgh\0ijkl"
    assert client.get("/healthz").status_code == 400


@pytest.mark.parametrize("path", ["/%00", "/fr/?q=%00", "/nl/?page=a\x00b"])
def test_nul_is_refused_not_served(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/", "/xx/abc/", "/fr/rien-de-tel/", "/nl/" + "a" * 10_000])
def test_an_unknown_address_is_a_404(client, path):
    assert client.get(path, follow=True).status_code == 404
