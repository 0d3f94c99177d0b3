"""What the public may see of records that know drafts."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ListedQuerySet(models.QuerySet):
    def listed(self):
        """Published, and not past its end date."""
        return self.filter(live=True).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
        )
