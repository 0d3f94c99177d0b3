import pytest

pytestmark = pytest.mark.django_db


def test_the_public_policy_is_strict(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


def test_only_the_admin_may_have_inline_styles(client):
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy  # the default applies: our own files


def test_the_choosers_of_the_admin_may_start_once_signed_in(admin_client):
    policy = admin_client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe" not in admin_client.get("/healthz")["Content-Security-Policy"]
