"""What the other language still lacks, for the whole site in one query.

The rule is the one of `parity.compare`, told to the database; a test holds the two together.
"""

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from . import texts
from .parity import State

URGENCY = {State.OUT_OF_DATE: 1, State.DRAFT: 2, State.MISSING: 3}


def originals(pages=None):
    """Public originals with the `state` of their translation, its page `twin_id`, and dates."""
    pages = Page.objects.all() if pages is None else pages
    twin = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(
        locale_id=OuterRef("locale_id")
    )
    source = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    state = Case(
        When(twin_id=None, then=Value(State.MISSING.value)),
        When(fetched_at=None, then=Value(State.ORIGINAL.value)),  # each written for itself
        When(Q(twin_live=False) | Q(twin_published_at=None), then=Value(State.DRAFT.value)),
        When(
            Q(texts_changed_at__gt=F("fetched_at"))
            | Q(texts_changed_at__gt=F("twin_published_at")),
            then=Value(State.OUT_OF_DATE.value),
        ),
        default=Value(State.IN_STEP.value),
        output_field=CharField(),
    )
    return (
        texts.with_days(pages.live())
        .filter(depth__gt=1, alias_of=None, last_published_at__isnull=False)
        .annotate(
            written_in=Subquery(source.values("locale_id")[:1]),
            fetched_at=Subquery(source.values("last_updated_at")[:1]),
            twin_id=Subquery(twin.values("pk")[:1]),
            twin_live=Subquery(twin.values("live")[:1]),
            twin_published_at=Subquery(twin.values("last_published_at")[:1]),
        )
        .filter(Q(written_in=None) | Q(written_in=F("locale_id")))
        .annotate(state=state)
    )


def behind():
    """The most urgent first: public and older than its original, then begun, then not begun."""
    urgency = Case(*(When(state=state, then=Value(rank)) for state, rank in URGENCY.items()))
    return (
        originals()
        .filter(state__in=URGENCY)
        .annotate(urgency=urgency)
        .order_by("urgency", "-texts_changed_at")
        .select_related("locale")
    )


def ready():
    """Translations complete and not in public yet: somebody may read and publish them."""
    missing = StringSegment.objects.filter(source_id=OuterRef("source_id")).exclude(
        context__path="slug"  # proposed from the title at the last moment
    )
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("into"),
        has_error=False,
    )
    missing = missing.annotate(into=OuterRef("target_locale_id")).exclude(Exists(translated))
    target = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id")
    )
    saved = {"source_id": OuterRef("source_id"), "locale_id": OuterRef("target_locale_id")}
    touched = StringTranslation.objects.filter(
        context__object_id=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id")
    )
    return (
        Translation.objects.filter(enabled=True)
        .exclude(Exists(missing))
        .annotate(
            page_id=Subquery(target.values("pk")[:1]),
            page_title=Subquery(target.values("draft_title")[:1]),
            page_live=Subquery(target.values("live")[:1]),
            saved_at=newest(TranslationLog.objects.filter(**saved), "created_at"),
            touched_at=newest(touched, "updated_at"),
        )
        .filter(page_id__isnull=False)
        .filter(Q(page_live=False) | Q(touched_at__gt=F("saved_at")))
        .select_related("target_locale")
        .order_by("touched_at")
    )


def newest(rows, date):
    return Subquery(rows.order_by(f"-{date}").values(date)[:1])
