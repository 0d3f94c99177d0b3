"""The table of roles is given once, completely, and leaves alone what a person changed."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission
from wagtail.snippets.models import get_snippet_models

from cms.checks import OWN_APPS
from cms.roles import RECORDS, ROLES, Code, ensure_roles, group_of
from cms.users import User

pytestmark = pytest.mark.django_db


def test_every_right_in_the_table_exists():
    assert ensure_roles() == []


def test_no_kind_of_record_is_forgotten():
    kept = {model._meta.label_lower for model in get_snippet_models()}
    own = {label for label in kept if label.split(".")[0] in OWN_APPS}
    on_screens_of_their_own = {"directory.campaign"}
    assert own == set(RECORDS) - on_screens_of_their_own


def test_a_second_run_changes_nothing(django_assert_max_num_queries):
    ensure_roles()
    before = list(Permission.objects.filter(group__role__isnull=False).values_list("pk", flat=True))
    pages = GroupPagePermission.objects.count()
    with django_assert_max_num_queries(30):
        ensure_roles()
    after = list(Permission.objects.filter(group__role__isnull=False).values_list("pk", flat=True))
    assert sorted(after) == sorted(before)
    assert GroupPagePermission.objects.count() == pages
    assert Group.objects.filter(role__isnull=False).count() == len(ROLES)


def test_a_right_taken_away_by_a_person_stays_away():
    ensure_roles()
    group = group_of(Code.COORDINATION)
    group.permissions.remove(Permission.objects.get(codename="delete_term"))
    ensure_roles()
    assert not group.permissions.filter(codename="delete_term").exists()


def test_a_right_added_by_a_person_stays():
    ensure_roles()
    group = group_of(Code.COMMITTEE)
    group.permissions.add(Permission.objects.get(codename="view_term"))
    ensure_roles()
    assert group.permissions.filter(codename="view_term").exists()


def test_a_renamed_group_is_still_the_same_role():
    ensure_roles()
    Group.objects.filter(role__code=Code.COMMITTEE).update(name="Comité")
    ensure_roles()
    assert group_of(Code.COMMITTEE).name == "Comité"
    assert not Group.objects.filter(name=ROLES[Code.COMMITTEE].name).exists()


def test_a_right_that_nothing_answers_to_is_reported_and_given_when_it_appears(monkeypatch):
    ensure_roles()
    rights = ROLES[Code.COORDINATION]
    later = type(rights)(name=rights.name, permissions=("cms.fly_term",))
    monkeypatch.setitem(ROLES, Code.COORDINATION, later)
    assert ensure_roles() == ["cms.fly_term"]
    kind = Permission.objects.get(codename="add_term").content_type
    Permission.objects.create(codename="fly_term", name="fly", content_type=kind)
    assert ensure_roles() == []
    assert group_of(Code.COORDINATION).permissions.filter(codename="fly_term").exists()


def test_wagtails_own_groups_go_if_nobody_is_in_them():
    Group.objects.get(name="Editors").user_set.add(User.objects.create_user("anna"))
    ensure_roles()
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()
