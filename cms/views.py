from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from wagtail.models import Page

from . import languages
from .readable import readable

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /*?*q=
Sitemap: {base}/sitemap.xml
"""


@require_safe
def front_door(request):
    """`/`: the language last read here, else the one the browser asks for."""
    language = get_language_from_request(request).lower()  # a cookie may say FR
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@require_safe
def untranslated(request, page_id):
    """Says that a page is missing in this language, and what to do meanwhile."""
    page = get_object_or_404(readable(Page.objects), pk=page_id).specific
    if page.get_url(request) is None:
        raise Http404  # the root of the tree, or a page beside the site
    here = languages.current()
    if page.locale.language_code == here:
        return redirect(page.get_url(request))
    for sibling in getattr(page, "live_translations", []):
        if sibling.locale.language_code == here:
            return redirect(sibling.get_url(request))
    request.served_page = None
    return render(request, "cms/untranslated.html", {"original": page, "robots": "noindex"})


@require_safe
def robots(request):
    body = ROBOTS.format(base=settings.WAGTAILADMIN_BASE_URL)
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    return HttpResponsePermanentRedirect(static("img/favicon.ico"))
