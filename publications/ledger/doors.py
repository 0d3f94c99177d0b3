"""What pages behind a personal link have in common: seen by one person, kept nowhere.

The key in the address is the whole right, and no cookie adds to it. So a forged form would need
the key that it lacks, and the usual token against forgery is not asked for: browsers that tell
no site where they come from (`no-referrer`) could not send it back.
"""

from functools import wraps

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms import keys
from cms.limits import visitor_may

WRONG_KEYS_AN_HOUR = 20


def behind_a_link(view):
    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def key_of(request):
    return request.GET.get("key", "")


def closed(request, purpose, **context):
    """Was it a key of ours that opens nothing any more (410), or never one (404)?"""
    status = 410 if keys.digest_of(key_of(request), purpose) else 404
    if not visitor_may(request, "doors", WRONG_KEYS_AN_HOUR):
        status = 429
    context |= {"status": status, "robots": "noindex"}
    return render(request, "publications/closed_link.html", context, status=status)
