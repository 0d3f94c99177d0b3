"""What each role may do and may not, at the real addresses of the admin. Read the table."""

import pytest
from django.db import transaction

from tests.factories.editors import (
    client_of,
    group_page,
    site_with_editors,
    start_translation,
    text_page,
)
from tests.factories.role_actions_beside import ACTIONS

pytestmark = pytest.mark.django_db

TABLE = """
                                     coordination facilitation translation committee organisation
open the admin                            yes          yes         yes        yes        -
see the tree of pages                     yes          yes         yes        -          -
change a page of text                     yes          -           -          -          -
publish a page of text                    yes          -           -          -          -
change a page of a group                  yes          yes         -          -          -
publish a page of a group                 yes          -           -          -          -
submit a page of a group                  yes          yes         -          -          -
add a page of a group                     yes          yes         -          -          -
add a page of text                        yes          -           -          -          -
delete a page                             yes          -           -          -          -
delete someone's draft                    yes          -           -          -          -
delete a page of a group                  yes          -           -          -          -
move a page                               yes          -           -          -          -
copy a page                               yes          -           -          -          -
withdraw a page                           yes          -           -          -          -
lock a page                               yes          -           -          -          -
make a page private                       yes          -           -          -          -
publish many pages                        yes          -           -          -          -
delete many pages                         yes          -           -          -          -
delete many drafts                        yes          -           -          -          -
ask for a translation                     yes          -           yes        -          -
open a translation                        yes          -           yes        -          -
translate a sentence                      yes          -           yes        -          -
translate a Dutch original into French    yes          -           yes        -          -
publish a translation                     yes          -           -          -          -
stop a translation                        yes          -           -          -          -
fetch the changes of an original          yes          -           yes        -          -
download the texts of a translation       yes          -           yes        -          -
see the titles of all translations        yes          -           yes        -          -
turn a translation into an alias          -            -           -          -          -
agree to what was submitted               -            -           -          yes        -
ask for changes                           -            -           -          yes        -
read what was submitted                   -            -           -          yes        -
change what was submitted                 -            -           -          -          -
add an image                              yes          yes         -          -          -
delete someone's image                    yes          -           -          -          -
add a document                            yes          yes         -          -          -
delete someone's document                 yes          -           -          -          -
add a term to the glossary                yes          -           yes        -          -
change a term of the glossary             yes          -           yes        -          -
delete a term of the glossary             yes          -           -          -          -
change the contact details                yes          -           -          -          -
make a redirection                        yes          -           -          -          -
see titles in the history of the site     yes          yes         yes        -          -
see the title of someone's draft          yes          -           yes        -          -
see accounts                              -            -           -          -          -
see groups and rights                     -            -           -          -          -
see workflows                             -            -           -          -          -
see the list of sites                     -            -           -          -          -
see the languages of the site             -            -           -          -          -
see collections                           -            -           -          -          -
"""


def read_table():
    header, *lines = TABLE.strip("\n").splitlines()
    roles = header.split()
    for line in lines:
        words = line.split()
        yield " ".join(words[: -len(roles)]), dict(zip(roles, words[-len(roles) :], strict=True))


@pytest.mark.parametrize(
    ("name", "expected"), [pytest.param(*row, id=row[0]) for row in read_table()]
)
def test_table_of_roles(name, expected, django_capture_on_commit_callbacks):
    site = site_with_editors()
    site.other = text_page(site.fr, "Charte", "Nos règles.")
    site.group = group_page(site, owner=None)
    site.translation = start_translation(site.page)
    found = {}
    for code, user in site.users.items():
        point = transaction.savepoint()
        with django_capture_on_commit_callbacks(execute=True):
            allowed = ACTIONS[name](site, client_of(user))
        if callable(allowed):  # to be looked at once what waits for the commit is done
            allowed = allowed()
        found[str(code)] = "yes" if allowed else "-"
        transaction.savepoint_rollback(point)
    assert found == expected


def test_every_action_is_in_the_table():
    assert [name for name, _roles in read_table()] == list(ACTIONS)
