"""An authority answers by a link: once, in two steps, read before it is public."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from publications.ledger.answering import depositing, files
from publications.ledger.answering.links import AnswerLink, make
from publications.models import Answer, Deposit, DepositFile
from tests.factories.answering import (
    MARK,
    PDF,
    address,
    answer,
    deposited,
    sent_to_a_commune,
    site_that_writes,
    upload,
)
from tests.factories.clock import later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    site_that_writes(settings, tmp_path)


@pytest.fixture
def sending():
    return sent_to_a_commune()


@pytest.fixture
def url(sending):
    return address(make(sending, None)[1])


def office(entries):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_the_page_says_what_is_asked_and_what_will_be_public(client, url):
    response = client.get(url)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Garder un guichet" in html
    assert "Commune fictive" in html
    assert "callout" in html
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex">' in html


def test_the_page_exists_in_both_languages(client, url):
    key = url.partition("?")[2]
    switch = re.findall(r'href="(/nl/[^"]*key=[^"]*)"', client.get(url).content.decode())
    assert switch
    assert key in switch[0]
    assert client.get(switch[0]).status_code == 200


def test_nothing_is_sent_before_it_was_read_again(client, url):
    response = client.post(url, answer(files=[upload(), upload("annexe.pdf")]))
    assert response.status_code == 302
    check = client.get(response["Location"]).content.decode()
    assert MARK in check
    assert "annexe.pdf" in check
    assert not Deposit.objects.sent().exists()
    assert client.get(url).context["form"].initial["text"] == MARK  # and can still be changed


def test_an_answer_arrives_as_a_draft(client, url, sending, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        deposit, response = deposited(client, url, files=[upload()])
    receipt = client.get(response["Location"]).content.decode()
    assert deposit.number in receipt
    assert MARK not in receipt
    assert not Answer.objects.exists()
    page = client.get(sending.recommendation.get_absolute_url()).content.decode()
    assert MARK not in page
    (letter,) = mail.outbox
    assert letter.to == ["nous@example.org"]
    assert MARK not in letter.body


def test_a_second_press_leads_to_the_same_receipt(client, url):
    client.post(url, answer())
    first, second = client.post(url, {"send": ""}), client.post(url, {"send": ""})
    assert (first.status_code, second.status_code) == (302, 302)
    assert Deposit.objects.sent().count() == 1
    assert client.get(second["Location"]).status_code == 200


def test_two_presses_at_the_same_moment_send_once(client, url):
    client.post(url, answer())
    deposit = Deposit.objects.get()
    assert depositing.send(deposit) is True
    assert depositing.send(deposit) is False


def test_a_used_link_says_so(client, url):
    deposit, _response = deposited(client, url)
    response = client.get(url)
    assert response.status_code == 410
    assert deposit.number in response.content.decode()
    with later(hours=1):
        assert client.post(url, answer(text="Autre chose")).status_code == 410
    assert Deposit.objects.get().text == MARK


def test_the_receipt_lasts_a_day(client, url):
    _deposit, response = deposited(client, url)
    with later(days=2):
        assert client.get(response["Location"]).status_code == 404


@pytest.mark.parametrize("form", [None, answer()])
def test_a_link_that_ended(client, url, sending, form):
    link = AnswerLink.objects.get()

    def use():
        return client.post(url, form) if form else client.get(url)

    with later(days=61):
        assert use().status_code == 410
    sending.recommendation.unpublish()
    assert use().status_code == 410
    sending.recommendation.save_revision().publish()
    assert client.get(url).status_code == 200
    link.revoke()
    response = use()
    assert response.status_code == 410
    html = response.content.decode()
    for words in ('lang="fr-BE"', 'lang="nl-BE"', "nous@example.org"):
        assert words in html
    assert not Deposit.objects.exists()


@pytest.mark.parametrize("key", ["", "abc", "abc.def", "%C3%A9"])
def test_a_key_that_was_never_given(client, key):
    assert client.get(f"{reverse('ledger:answer')}?key={key}").status_code == 404


def test_only_the_hash_of_a_key_is_kept(sending):
    link, key = make(sending, None)
    assert key not in str(AnswerLink.objects.values().get())
    assert AnswerLink.objects.known_by(key) == link
    assert AnswerLink.objects.known_by(link.key_hash) is None


def test_it_works_without_cookies_and_from_a_browser_that_hides_where_it_comes_from(url):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url, answer(), headers={"origin": "null"}).status_code == 302


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"position": ""}, "position"),
        ({"text": "", "text_language": ""}, "text"),
        ({"text_language": ""}, "text_language"),
        ({"role": " "}, "role"),
        ({"kind": "other"}, "kind"),
        ({"position": "beside"}, "position"),
        ({"text": "x" * 30_001}, "text"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(client, url, values, field):
    response = client.post(url, answer(**{"files": [upload()], **values}))
    if field == "text" and not values["text"]:
        assert response.status_code == 302  # the file is the answer
        return
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert DepositFile.objects.get().name == "lettre.pdf"
    assert client.post(url, {"send": ""}).status_code in (302, 422)


def test_an_answer_needs_words_or_a_file(client, url):
    assert client.post(url, answer(text="", text_language="")).status_code == 422


def test_an_acknowledgement_needs_neither(client, url):
    form = {"kind": "acknowledgement", "role": "secrétariat"}
    assert client.post(url, form).status_code == 302


DOCX = office({"word/document.xml": "<w/>"})
ODT = office({"mimetype": files.ODT, "content.xml": "<o/>"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lettre.pdf", PDF),
        ("LETTRE.PDF", PDF),
        ("lettre.docx", DOCX),
        ("lettre.odt", ODT),
        ("scan.jpeg", b"\xff\xd8\xff\xe0"),
        ("scan.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_files_we_take(client, url, name, content):
    assert client.post(url, answer(files=[upload(name, content)])).status_code == 302
    assert DepositFile.objects.get().name == name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lettre.html", b"<script>alert(1)</script>"),
        ("lettre.pdf", b"<script>alert(1)</script>"),
        ("lettre.svg", b"<svg onload='x'/>"),
        ("lettre.exe", b"MZ"),
        ("lettre.pdf.exe", PDF),
        ("lettre.docx", office({"word/document.xml": "", "word/vbaProject.bin": "x"})),
        ("lettre.docx", office({"readme.txt": "x"})),
        ("lettre.docx", b"PK\x03\x04 broken"),
        ("lettre.odt", DOCX),
        ("lettre", PDF),
    ],
)
def test_files_we_do_not_take(client, url, name, content):
    response = client.post(url, answer(files=[upload(name, content)]))
    assert response.status_code == 422
    assert "files" in response.context["form"].errors
    assert not DepositFile.objects.exists()


def test_too_many_and_too_large(client, url, monkeypatch):
    many = [upload(f"{n}.pdf") for n in range(files.MAX_FILES + 1)]
    assert client.post(url, answer(files=many)).status_code == 422
    assert DepositFile.objects.count() == files.MAX_FILES
    monkeypatch.setattr(files, "MAX_SIZE", 5)
    DepositFile.objects.all().delete()
    assert client.post(url, answer(files=[upload()])).status_code == 422
    monkeypatch.setattr(files, "MAX_SIZE", 100)
    monkeypatch.setattr(files, "MAX_TOGETHER", 20)
    assert client.post(url, answer(files=[upload(), upload("b.pdf")])).status_code == 422
    assert DepositFile.objects.count() == 1


def test_a_name_never_becomes_a_path(client, url):
    client.post(url, answer(files=[upload("../../x\x00<y>.pdf")]))
    row = DepositFile.objects.get()
    assert not set(row.name) & set('/\\<>"\x00')
    assert re.fullmatch(r"deposits/[0-9a-f]{32}", row.file.name)


def test_a_file_can_be_removed_before_sending(client, url, django_capture_on_commit_callbacks):
    client.post(url, answer(files=[upload()]))
    row = DepositFile.objects.get()
    path = Path(row.file.path)
    assert path.exists()
    for wrong in ("0", "abc", ""):
        client.post(url, {"remove": wrong})
    assert DepositFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"remove": row.pk})
    assert not DepositFile.objects.exists()
    assert not path.exists()


def test_deposited_files_lie_out_of_reach(client, url):
    deposited(client, url, files=[upload()])
    row = DepositFile.objects.get()
    assert Path(settings.MEDIA_ROOT) not in Path(row.file.path).parents
    for path in (f"/media/{row.file.name}", f"/media/images/../{row.file.name}"):
        assert client.get(path, follow=True).status_code in (400, 404)
    assert client.get(reverse("deposit_file", args=[row.pk])).status_code == 302  # to the login


def test_what_was_begun_and_never_sent_is_forgotten(client, url):
    client.post(url, answer(files=[upload()]))
    call_command("forget_spent", verbosity=0)
    assert Deposit.objects.exists()
    AnswerLink.objects.get().revoke()
    call_command("forget_spent", verbosity=0)
    assert not Deposit.objects.exists()
