"""The short guide for members, on the public face: the same text as in docs/guide."""

from cms import languages
from cms.admin.guide import rendered_file

from . import gate

FILES = {"fr": "membres.fr.md", "nl": "leden.nl.md"}


@gate.logged_in
def guide(request):
    return gate.page(
        request, "groups/members/guide.html", {"text": rendered_file(FILES[languages.current()])}
    )
