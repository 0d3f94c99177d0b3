from django.db.models import Q
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


@hooks.register("construct_page_chooser_queryset")
def drafts_of_others_stay_unknown(pages, request):
    """To make a link one is shown what is public, and what one works on; Wagtail shows it all."""
    mine = page_permission_policy.explorable_instances(request.user)
    public = Page.objects.live().public()
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=mine.values("pk")))
