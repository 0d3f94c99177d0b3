"""A published recommendation is never deleted: its number is printed in letters."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages

from ..recommendations import Recommendation, published_stays

LISTED = 5


@hooks.register("before_delete_snippet")
def refuse_published(request, instances):
    if not isinstance(instances[0], Recommendation):
        return None
    published = [one for one in instances if one.given_number]
    if not published:
        return None
    for one in published[:LISTED]:
        messages.error(request, published_stays(one))
    if len(instances) == 1:
        return redirect("wagtailsnippets_publications_recommendation:edit", published[0].pk)
    return redirect("wagtailsnippets_publications_recommendation:list")
