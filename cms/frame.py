"""What every page of the site rests on, asked of the database once in a request, in two queries.

Wagtail asks a dozen: the site, its settings, the language, the front page, each page on the way
down, the restrictions on each of them, the roots from which addresses are made, the menu.
"""

from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from . import languages, parity
from .coordination import Coordination
from .readable import is_restricted

FRONT = 2  # depth of the front pages, just below Wagtail's root


def of(request):
    if not hasattr(request, "frame"):
        request.frame = Frame(request)
    return request.frame


def serve(request, path):
    """Wagtail's view of a page, with the way to that page found beforehand."""
    steps = [step for step in path.split("/") if step]
    request.frame = Frame(request, steps)
    if page := request.frame.page_at(steps):
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, path)


class Frame:
    def __init__(self, request, steps=()):
        sites = list(Site.objects.select_related("root_page", "coordination"))
        self.site = choose(sites, request)
        self.pages = list(self._pages(steps)) if self.site else []
        self.fronts = {
            page.locale.language_code: page
            for page in self.pages
            if self.site and page.translation_key == self.site.root_page.translation_key
        }
        self._tell_wagtail(request, is_only_site=len(sites) == 1)

    @property
    def front(self):
        return self.fronts.get(languages.current())

    @property
    def sections(self):
        """The public pages just below the front page, in the editor's order."""
        return [
            page
            for page in self.pages
            if is_child(page, self.front) and page.live and not page.is_restricted
        ]

    def page_at(self, steps):
        """The live page at an address, ready to be served; None where Wagtail looks itself."""
        page, way = self.front, []
        for step in steps:
            if page is None:
                return None
            parent = page
            page = next((p for p in self.pages if p.slug == step and is_child(p, parent)), None)
            way.append(page)
            if page is not None:
                page._cached_parent_obj = parent
        if page is None or not page.live or any(routes_itself(p) for p in way):
            return None
        found = self._ready(page, may_be_alias=any(p.alias_of_id for p in [self.front, *way]))
        if not steps:
            found.live_translations = self._other_fronts()
        return found

    def _other_fronts(self):
        others = [page for page in self.fronts.values() if page != self.front]
        return [page for page in others if page.live and not page.is_restricted]

    def _pages(self, steps):
        """The front pages, what is just below them, and whatever is on the way to a page."""
        wanted = [
            Q(translation_key=self.site.root_page.translation_key),
            Q(depth=FRONT + 1),
        ]
        for count, step in enumerate(steps, start=1):
            end = "/".join(["", *steps[:count], ""])
            wanted.append(Q(depth=FRONT + count, slug=step, url_path__endswith=end))
        pages = Page.objects.filter(reduce(or_, wanted)).select_related("locale")
        pages = parity.with_sources(pages).annotate(is_restricted=is_restricted())
        return pages.order_by("path")

    @staticmethod
    def _ready(page, may_be_alias):
        specific = page.specific
        specific.locale = page.locale
        specific._cached_parent_obj = getattr(page, "_cached_parent_obj", None)
        # The restrictions of an alias are those of another page: Wagtail looks them up.
        specific.is_open_to_all = not page.is_restricted and not may_be_alias
        return specific

    def _tell_wagtail(self, request, is_only_site):
        if self.site is None:
            return
        request._wagtail_site = self.site
        if is_only_site:
            request._wagtail_cached_site_root_paths = [
                SiteRootPath(self.site.pk, page.url_path, self.site.root_url, code)
                for code, page in self.fronts.items()
            ]
        if coordination := getattr(self.site, "coordination", None):
            coordination._request = request
            setattr(request, Coordination.get_cache_attr_name(), coordination)


def choose(sites, request):
    """The site asked for by name and port, or by name, or else the default one."""
    host, _colon, _port = request._get_raw_host().partition(":")

    def nearness(site):
        is_named = site.hostname == host
        is_port = is_named and str(site.port) == str(request.get_port())
        return (is_port, is_named and site.is_default_site, is_named, site.is_default_site)

    best = max(sites, key=nearness, default=None)
    return best if best and any(nearness(best)) else None


def is_child(page, parent):
    is_below = parent is not None and page.path.startswith(parent.path)
    return is_below and page.depth == parent.depth + 1


def routes_itself(page):
    model = page.specific_class
    return model is None or model.route is not Page.route
