"""What every page of the site rests on, asked of the database once in a request, in two queries.

Wagtail asks a dozen: the site, its settings, the language, the front page, each page on the way
down, the restrictions on each of them, the roots from which addresses are made, the menu.
"""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404
from django.http.request import split_domain_port
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from . import languages, parity
from .coordination import Coordination
from .readable import has_expired, is_restricted

FRONT = 2  # depth of the front pages, just below Wagtail's root
_asked_too = {}  # name → expression: what apps want to know of a page in the same query
DEEPEST = 60  # parts of an address: no page is as deep, its place being written in 255 signs


def ask_too(name, expression):
    """An app learns something of the page that is served, and pays no query for it."""
    _asked_too[name] = expression


def of(request):
    if not hasattr(request, "frame"):
        request.frame = Frame(request)
    return request.frame


def serve(request, path):
    """Wagtail's view of a page, with the way to that page found beforehand."""
    steps = [step for step in path.split("/") if step]
    request.frame = Frame(request, steps)
    if not request.frame.is_open:
        raise Http404
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
    def is_open(self):
        """Else Wagtail would show the front page of the other language at this address."""
        return self.front is not None and self.front.live

    @property
    def sections(self):
        """The public pages just below the front page, in the editor's order."""
        return [page for page in self.pages if is_child(page, self.front) and is_readable(page)]

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
        found.live_translations = self._others(page)
        return found

    def _others(self, page):
        family = [p for p in self.pages if p.translation_key == page.translation_key]
        return [p for p in family if p != page and is_readable(p)]

    def _pages(self, steps):
        """The front pages, what is just below them, whatever is on the way to a page, its twins."""
        wanted = [
            Q(translation_key=self.site.root_page.translation_key),
            Q(depth=FRONT + 1),
        ]
        # An address of a thousand parts would be a question of a thousand parts.
        for count, step in enumerate(steps[:DEEPEST], start=1):
            end = "/".join(["", *steps[:count], ""])
            wanted.append(Q(depth=FRONT + count, slug=step, url_path__endswith=end))
        if len(steps) > 1:  # the others are there already
            found = Page.objects.filter(wanted[-1])
            wanted.append(Q(translation_key__in=found.values("translation_key")))
        pages = Page.objects.filter(reduce(or_, wanted)).select_related("locale")
        pages = parity.with_sources(pages).annotate(is_restricted=is_restricted(), **_asked_too)
        return pages.order_by("path")

    @staticmethod
    def _ready(page, may_be_alias):
        model = page.specific_class
        if joined := getattr(model, "read_with", ()):
            specific = model.objects.select_related(*joined).get(pk=page.pk)
        else:
            specific = page.specific
        specific.locale = page.locale
        specific._cached_parent_obj = getattr(page, "_cached_parent_obj", None)
        # The restrictions of an alias are those of another page: Wagtail looks them up.
        for name in _asked_too:
            setattr(specific, name, getattr(page, name))
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
    """As Wagtail does: by name and port, by name where there is one such site, else the default."""
    host, _port = split_domain_port(request._get_raw_host())
    named = [site for site in sites if site.hostname == host]
    exact = [site for site in named if str(site.port) == str(request.get_port())]
    default = [site for site in sites if site.is_default_site]
    best = exact or (named if len(named) == 1 else default)
    return best[0] if best else None


def is_readable(page):
    return page.live and not page.is_restricted and not has_expired(page)


def is_child(page, parent):
    is_below = parent is not None and page.path.startswith(parent.path)
    return is_below and page.depth == parent.depth + 1


def routes_itself(page):
    model = page.specific_class
    return model is None or model.route is not Page.route
