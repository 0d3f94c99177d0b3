from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpResponseBadRequest
from django.middleware.locale import LocaleMiddleware
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

YEAR = 365 * 24 * 3600


class RefuseNulMiddleware:
    """A NUL byte means nothing to a reader and breaks databases: answer 400 before they see it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.META.get("QUERY_STRING", "") + request.path_info
        cookies = "".join(request.COOKIES.values())  # in quotes one may be written \000
        if "%00" in address or "\x00" in address + cookies:
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """The language of the address; `/` remembers the last one read (the privacy page says so)."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        # Django takes /FR/ for an address in French, and would take FR from the cookie.
        language = (get_language_from_path(request.path_info) or "").lower()
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
            )
            patch_vary_headers(response, ["Cookie"])
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """Strict for the public; Wagtail's admin and the translation editor need inline styles.

    Its choosers of images and dates start themselves with inline scripts: allowed once signed in,
    so that the page where passwords are typed runs none.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or not request.path_info.startswith("/admin/"):
            return parts
        update = {
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["blob:"],
            **(parts.update or {}),
        }
        if request.user.is_authenticated:
            update["script-src"] = ["'self'", "'unsafe-inline'"]
        return PolicyParts(parts.config, update, parts.replace, parts.nonce)
