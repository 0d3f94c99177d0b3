"""What is saved is found; nothing that was recorded is lost."""

import pytest
from django.db import transaction

from cms.glossary import Term
from search import indexer, log, rebuilding
from search.engines import engines
from search.models import Change, SearchDocument
from tests.factories.cms import TermFactory

from .helpers import titles

pytestmark = pytest.mark.django_db


def test_saved_edited_deleted():
    term = TermFactory(term_fr="abécédaire")
    assert titles("abecedaire") == ["abécédaire"]
    term.term_fr = "bestiaire"
    term.save()
    assert titles("abecedaire") == []
    assert titles("bestiaires") == ["bestiaire"]
    term.delete()
    assert titles("bestiaire") == []
    assert not SearchDocument.objects.exists()


def test_a_change_is_applied_after_commit(django_capture_on_commit_callbacks):
    titles("x")  # the index exists
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(term_fr="abécédaire")
        assert not SearchDocument.objects.exists()
    assert SearchDocument.objects.count() == 2
    assert not engines()[0].waiting_since()


def test_what_is_rolled_back_was_never_recorded():
    with transaction.atomic():
        TermFactory(term_fr="abécédaire")
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert not Change.objects.exists()
    assert titles("abecedaire") == []


def test_a_change_nobody_applied_is_replayed(monkeypatch):
    with monkeypatch.context() as died:
        died.setattr("search.indexer.catch_up", lambda: 0)
        TermFactory(term_fr="abécédaire")
        titles("x")
        assert not SearchDocument.objects.exists()
    assert titles("abecedaire") == ["abécédaire"]


def test_described_but_not_indexed_is_replayed():
    titles("x")
    TermFactory(term_fr="abécédaire")
    from search.changes import describe_pending

    assert describe_pending() == 1  # and then the process died
    assert engines()[0].waiting_since()
    assert titles("abecedaire") == ["abécédaire"]


def test_a_change_that_appears_below_applied_ones_is_applied():
    """Numbers are given before transactions end: a lower one may become visible later."""
    TermFactory()
    titles("x")
    first, second = TermFactory(term_fr="abécédaire"), TermFactory(term_fr="bestiaire")
    late = Change.objects.get(source=f"cms.term:{first.pk}")
    number = late.pk  # deleting takes it away
    late.delete()
    assert titles("bestiaire") == ["bestiaire"]
    assert titles("abecedaire") == []
    Change.objects.create(id=number, source=late.source)
    indexer.catch_up()
    assert titles("abecedaire") == ["abécédaire"]
    assert titles("bestiaire") == [second.term_fr]


def test_an_object_that_cannot_be_described_hides_no_other(monkeypatch):
    from search import registry

    source = registry.get("cms.term")

    def fragile(term):
        if term.term_fr == "bestiaire":
            raise ValueError("broken record")
        return source.describe(term)

    registry.register(Term, public=source.public, describe=fragile)
    TermFactory(term_fr="abécédaire")
    TermFactory(term_fr="bestiaire")
    assert titles("abecedaire") == ["abécédaire"]


def test_many_changes_are_applied_once(monkeypatch):
    titles("x")
    with indexer.paused():
        for number in range(30):
            TermFactory(term_fr=f"abécédaire {number}")
        assert not SearchDocument.objects.exists()
    assert SearchDocument.objects.count() == 60
    assert len(titles("abecedaire", per_page=50)) == 30


def test_bulk_writes_are_recorded_by_who_makes_them():
    from search.changes import record

    titles("x")
    terms = Term.objects.bulk_create([TermFactory.build(term_fr="abécédaire")])
    assert titles("abecedaire") == []
    record(Term, [term.pk for term in terms])
    assert titles("abecedaire") == ["abécédaire"]


def test_describing_everything_removes_what_is_no_longer_public():
    term = TermFactory(term_fr="abécédaire")
    titles("x")
    Term.objects.filter(pk=term.pk)._raw_delete("default")  # behind the back of every signal
    rebuilding.describe_everything()
    assert not SearchDocument.objects.exists()


def test_a_copy_that_slept_longer_than_the_log_is_built_again():
    titles("x")
    TermFactory(term_fr="abécédaire")
    indexer.catch_up()
    TermFactory(term_fr="bestiaire")
    from search.changes import describe_pending

    describe_pending()
    last = Change.objects.latest("pk").pk  # PostgreSQL counts on from one test to the next
    Change.objects.all().delete()
    Change.objects.create(id=last + 5000, source="cms.term:0", described=True)
    assert engines()[0].storage.position().is_lost()
    assert titles("bestiaire") == ["bestiaire"]


def test_the_log_forgets_what_is_old_but_not_that_it_goes_on(monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    for _ in range(3):
        TermFactory()
    indexer.catch_up()
    Change.objects.update(recorded=timezone.now() - timedelta(days=30))
    log.forget_old()
    assert Change.objects.count() == 1
    assert not engines()[0].storage.position().is_lost()


def test_a_lower_number_that_appears_late_is_noticed_by_the_next_search():
    TermFactory()
    titles("x")
    first = TermFactory(term_fr="abécédaire")
    late = Change.objects.get(source=f"cms.term:{first.pk}")
    number = late.pk  # deleting takes it away
    late.delete()
    TermFactory(term_fr="bestiaire")
    assert titles("bestiaire") == ["bestiaire"]
    assert not engines()[0].waiting_since()
    Change.objects.create(id=number, source=late.source)
    assert engines()[0].waiting_since()
    assert titles("abecedaire") == ["abécédaire"]
    assert not engines()[0].waiting_since()


def test_a_log_that_does_not_begin_at_one_is_no_loss():
    """Numbers go on after a clean-up, and after rolled back work: nothing to build again."""
    Change.objects.create(id=5000, source="nothing:1", described=False)
    engine = engines()[0]
    engine.rebuild()
    assert not engine.storage.position().is_lost()
    assert engine.catch_up() == 0
