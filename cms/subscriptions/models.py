"""An address, what it follows, and what was noticed so far."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .topics import LONGEST

DAYS_TO_CONFIRM = 7


class SubscriberQuerySet(models.QuerySet):
    def forget_the_idle(self):
        """Who follows nothing has no reason to be known here."""
        return self.filter(subscriptions=None).delete()

    def interrupted(self):
        """A letter was being handed over when the process died: it may have left or not."""
        return self.exclude(sending_since=None)


class Subscriber(models.Model):
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    told_upto = models.PositiveBigIntegerField(default=0)  # the last notice of the last letter
    sending_since = models.DateTimeField(null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        default_permissions = ()

    def __str__(self):
        return f"#{self.pk}"  # logs and error pages have no use for the address

    def claim(self, notice):
        """Whether this process is the one that writes to it up to this notice."""
        mine = Subscriber.objects.filter(pk=self.pk, told_upto=self.told_upto)
        return bool(mine.update(told_upto=notice, sending_since=timezone.now()))

    def release(self, told_upto):
        Subscriber.objects.filter(pk=self.pk).update(told_upto=told_upto, sending_since=None)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def never_confirmed(self, now):
        return self.filter(confirmed_at=None, asked_at__lt=now - timedelta(days=DAYS_TO_CONFIRM))

    def forget_the_unconfirmed(self, now):
        return self.never_confirmed(now).delete()


class Subscription(models.Model):
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    topic = models.CharField(max_length=LONGEST)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    since = models.PositiveBigIntegerField(default=0)  # the last notice before it was confirmed

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail alert")
        verbose_name_plural = _("e-mail alerts")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="followed_once")
        ]
        indexes = [models.Index(fields=["topic"], name="who_follows_a_topic")]

    def __str__(self):
        return self.topic

    def confirm(self):
        if self.confirmed_at is None:
            self.confirmed_at, self.since = timezone.now(), Notice.objects.last_number()
            self.save(update_fields=["confirmed_at", "since"])

    def stop(self):
        """The address goes with the last thing it followed."""
        subscriber = self.subscriber
        self.delete()
        Subscriber.objects.filter(pk=subscriber.pk).forget_the_idle()


class NoticeQuerySet(models.QuerySet):
    def last_number(self):
        return self.aggregate(last=Max("pk"))["last"] or 0

    def unknown(self, keys):
        """Those of these keys that were never noticed, in their order."""
        known = set(self.values_list("key", flat=True))
        return [key for key in keys if key not in known]

    def since(self, number):
        return self.filter(pk__gt=number).order_by("pk").values_list("key", "pk")


class Notice(models.Model):
    """An event was seen by this site: whoever followed it by then is told, once."""

    key = models.CharField(max_length=LONGEST, unique=True)
    noticed_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.key


def behind(notice):
    """Confirmed alerts whose address was not told up to this notice."""
    late = Subscription.objects.confirmed().filter(
        subscriber__told_upto__lt=notice, since__lt=notice
    )
    return late.annotate(told_upto=F("subscriber__told_upto"))
