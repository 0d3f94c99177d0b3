"""`site` in every template: names, menu, languages. Lazy, so that the admin pays nothing for it."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property

from . import alternates, frame, languages, navigation
from .coordination import Coordination


class SiteContext:
    def __init__(self, request):
        self.request = request

    @cached_property
    def contact(self):
        frame.of(self.request)  # one query for the site and its contact
        return Coordination.for_request(self.request)

    @cached_property
    def name(self):
        return self.contact.name

    @cached_property
    def menus(self):
        return navigation.Menus(self.request)

    @property
    def menu(self):
        return self.menus.main

    @property
    def footer_menu(self):
        return self.menus.foot

    @cached_property
    def home_url(self):
        return f"/{languages.current()}/"

    @cached_property
    def search_url(self):
        return reverse("search")

    @cached_property
    def html_lang(self):
        return languages.html_lang(languages.current())

    @cached_property
    def languages(self):
        return alternates.choices(self.request)

    @cached_property
    def alternates(self):
        return [choice for choice in self.languages if choice.exists]

    @cached_property
    def canonical(self):
        return alternates.absolute(self.request.path)


def site(request):
    return {
        "site": SimpleLazyObject(lambda: SiteContext(request)),
        "base_url": settings.WAGTAILADMIN_BASE_URL,
    }
