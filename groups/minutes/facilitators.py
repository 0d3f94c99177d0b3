"""Who facilitates which group: they write its minutes, and no other group's.

Kept by the coordination beside the pages. On the page of a group, whoever may write there could
have put down her own name.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.roles import Code

from ..pages import GroupPage


class FacilitatorQuerySet(models.QuerySet):
    def in_office(self):
        """Whose account works and still has the role: taking either away is enough."""
        return self.filter(user__is_active=True, user__groups__role__code=Code.FACILITATION)


class Facilitator(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"is_active": True, "groups__role__code": Code.FACILITATION},
        help_text=_("Accounts with the role of group facilitator."),
    )
    group = models.ForeignKey(
        GroupPage,
        verbose_name=_("working group"),
        on_delete=models.CASCADE,
        related_name="facilitators",
    )

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("facilitator of a group")
        verbose_name_plural = _("facilitators of groups")
        ordering = ["group__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"],
                name="facilitates_once",
                violation_error_message=_("This account facilitates that group already."),
            )
        ]

    def __str__(self):
        return f"{self.group} · {self.user}"

    def clean(self):
        super().clean()
        if self.group_id:
            # What a family of pages shares hangs on its original.
            self.group = self.group.original
