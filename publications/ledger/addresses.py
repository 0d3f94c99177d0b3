"""What of the ledger goes into the site map."""

from django.urls import reverse
from django.utils import translation

from .authorities import Authority
from .recommendations import Recommendation
from .sendings import Sending


def addresses(language):
    with translation.override(language):
        return {
            **of_recommendations(),
            **of_authorities(),
            **of_themes(),
            ("figures",): (reverse("ledger:figures"), None),
            ("authorities",): (reverse("ledger:authorities"), None),
        }


def of_recommendations():
    rows = Recommendation.objects.public().values_list("number", "last_published_at")
    return {
        ("recommendation", number): (reverse("ledger:recommendation", args=[number]), changed)
        for number, changed in rows
    }


def of_authorities():
    """Those to whom something public was addressed; the others have no page."""
    addressed = Sending.objects.public().order_by().values("authority")
    slugs = Authority.objects.filter(pk__in=addressed).values_list("slug", flat=True)
    return {("authority", slug): (reverse("ledger:authority", args=[slug]), None) for slug in slugs}


def of_themes():
    """Those on which something public was asked."""
    codes = Recommendation.objects.public().order_by().values_list("themes__code", flat=True)
    return {
        ("theme", code): (reverse("ledger:theme", args=[code]), None)
        for code in codes.distinct()
        if code
    }
