"""Where the words of the closed lists are used: how often, by whom, and how to replace one."""

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, ProtectedError, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import ngettext

from search import changes, registry

from .vocabulary import Vocabulary


def links_to(model):
    """Every table with a column for words of this list: (model of the table, column)."""
    for relation in model._meta.related_objects:
        if relation.many_to_many:
            yield relation.through, relation.field.m2m_reverse_field_name(), relation
        else:
            yield relation.related_model, relation.field.name, relation


def with_uses(words):
    """Each word with the number of its uses, counted by the database."""
    total = Value(0)
    for table, column, _relation in links_to(words.model):
        rows = table._default_manager.filter(**{column: OuterRef("pk")}).order_by()
        counted = rows.values(column).annotate(number=Count("*")).values("number")
        total += Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return words.annotate(uses=total)


def uses_of(word):
    return with_uses(type(word)._default_manager.filter(pk=word.pk)).get().uses


def sentence(word, uses):
    words = ngettext(
        "“%(word)s” is used %(number)s time. Merge it into another word first.",
        "“%(word)s” is used %(number)s times. Merge it into another word first.",
        uses,
    )
    return words % {"word": word, "number": uses}


@receiver(pre_delete)
def keep_what_is_used(sender, instance, **kwargs):
    """A database would take the word away from all entries without a sound."""
    if isinstance(instance, Vocabulary) and (uses := uses_of(instance)):
        raise ProtectedError(sentence(instance, uses), {instance})


@transaction.atomic
def merge(word, into):
    """Everything that has `word` has `into` instead; `word` goes. How many had it."""
    if type(word) is not type(into) or word.pk == into.pk:
        raise ValueError("Two different words of one list are needed.")
    moved = 0
    for table, column, relation in links_to(type(word)):
        rows = table._default_manager.filter(**{column: word})
        owner = relation.field.m2m_field_name() if relation.many_to_many else "pk"
        owners = list(rows.values_list(owner, flat=True))
        if relation.many_to_many:
            had_both = table._default_manager.filter(**{column: into, f"{owner}__in": owners})
            rows.filter(**{f"{owner}__in": had_both.values_list(owner, flat=True)}).delete()
        rows.update(**{column: into})
        follow(relation.related_model, owners)
        moved += len(owners)
    word.delete()
    return moved


def follow(model, pks):
    """Updates send no signal: tell the index whose documents changed."""
    for source in registry.sources():
        if source.model is model:
            changes.record(model, pks)
        elif field := source.follows.get(model):
            parents = model._default_manager.filter(pk__in=pks).values_list(field, flat=True)
            changes.record(source.model, set(parents))
