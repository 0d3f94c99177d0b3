"""Upload, preview, decide: what is written, when, and what survives a crash. On the glossary."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from cms import importing, tabular
from cms.glossary import Term
from cms.importing import running
from cms.importing.models import Import, ImportLine, State
from cms.roles import Code
from tests.factories import imports
from tests.factories.editors import client_of, editor, ensure_roles, front_pages
from tests.factories.imports import applied

pytestmark = pytest.mark.django_db
FIELDS = ("term_fr", "term_nl")


class Terms(importing.Importer):
    kind = "terms"
    title = "Terms"
    permissions = ("cms.add_term", "cms.change_term")
    columns = (
        importing.Column("id", "number", required=True),
        importing.Column("term_fr", "term in French", example="commune"),
        importing.Column("term_nl", "term in Dutch", example="gemeente"),
    )
    key_column = "id"

    def __init__(self):
        self.writes = []

    def plan(self, records, job):
        existing = {str(term.pk): term for term in Term.objects.all()}
        return [self.plan_one(record, existing.get(record.key)) for record in records]

    def plan_one(self, record, term):
        cells = record.lines[0].cells
        if cells.get("term_fr") == "refuse":
            return importing.Plan.refused(record, ["Not a term."])
        is_new = term is None
        term = term or Term(pk=int(record.key), definition_fr="…")
        changes = [
            importing.Change(name, getattr(term, name), cells[name])
            for name in FIELDS
            if name in cells and cells[name] != getattr(term, name)
        ]
        for change in changes:
            setattr(term, change.field, change.after)
        return importing.Plan.decided(record, cells.get("term_fr", ""), changes, term, is_new)

    def write(self, plan, job):
        self.writes.append(plan.record.key)
        plan.target.save()


@pytest.fixture
def importer(monkeypatch):
    monkeypatch.setattr("cms.importing.importers._importers", {})
    importing.register(terms := Terms())
    with translation.override(None):
        yield terms


def csv_of(*rows, columns=("id", *FIELDS)):
    file = io.BytesIO()
    tabular.write_csv(file, columns, rows)
    return file.getvalue()


def previewed(content, name="terms.csv"):
    return imports.previewed("terms", content, name)


def outcomes(job):
    return dict(job.lines.values_list("key", "outcome"))


def many(count):
    return csv_of(*([n, f"mot {n}", f"woord {n}"] for n in range(1, count + 1)))


def test_a_preview_tells_and_writes_nothing(importer):
    Term.objects.create(pk=1, term_fr="un", term_nl="een", definition_fr="…")
    Term.objects.create(pk=2, term_fr="deux", term_nl="twee", definition_fr="…")
    job = previewed(csv_of([1, "un", "een"], [2, "deux", ""], [3, "trois", "drie"], [4, "refuse"]))
    assert job.state == State.READY
    assert outcomes(job) == {"1": "unchanged", "2": "changed", "3": "created", "4": "refused"}
    assert (job.created, job.changed, job.unchanged, job.refused) == (1, 1, 1, 1)
    assert job.lines.get(key="2").changes == [["term_nl", "twee", "", ""]]
    assert job.lines.get(key="4").reasons == ["Not a term."]
    assert importer.writes == []
    assert Term.objects.count() == 2


def test_applying_writes_it_and_a_second_time_changes_nothing(importer):
    content = csv_of([1, "un", "een"], [2, "deux", "twee"])
    job = applied(previewed(content))
    assert (job.state, job.written) == (State.DONE, 2)
    assert list(Term.objects.order_by("pk").values_list("term_fr", flat=True)) == ["un", "deux"]
    again = previewed(content)
    assert (again.unchanged, again.to_write) == (2, 0)


def test_cancelled_nothing_is_written(importer):
    job = previewed(csv_of([1, "un", "een"]))
    running.cancel(job)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    running.apply.call(job.pk, str(job.run))
    assert not Term.objects.exists()


def test_stopped_in_the_middle_then_continued(importer, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(running.batches, "__defaults__", (2,))
    job = previewed(many(6))
    write = importer.write

    def write_and_cancel(plan, mine):
        write(plan, mine)
        if plan.record.key == "3":
            Import.objects.filter(pk=mine.pk).update(state=State.STOPPED)

    monkeypatch.setattr(importer, "write", write_and_cancel)
    applied(job)
    assert Term.objects.count() == 4  # the batch that was begun is finished, no other is
    job.refresh_from_db()
    assert job.can_continue
    monkeypatch.setattr(importer, "write", write)
    assert applied(job).written == Term.objects.count() == 6
    assert importer.writes == ["1", "2", "3", "4", "5", "6"]


class Killed(BaseException):
    """What kill -9 looks like from inside a transaction: nothing after it happens."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["1", "3", "4", "5"])
def test_killed_in_the_middle_the_rest_gives_the_same(importer, monkeypatch, at):
    monkeypatch.setattr(running.batches, "__defaults__", (2,))
    job = previewed(many(5))
    write = importer.write

    def write_until(plan, mine):
        write(plan, mine)
        if plan.record.key == at:
            raise Killed

    monkeypatch.setattr(importer, "write", write_until)
    with pytest.raises(Killed):
        applied(job)
    told = set(job.lines.filter(done=True).values_list("key", flat=True))
    assert told == {str(pk) for pk in Term.objects.values_list("pk", flat=True)}
    job.refresh_from_db()
    job.beat -= timedelta(minutes=5)
    assert job.can_continue
    monkeypatch.setattr(importer, "write", write)
    job = applied(job)
    assert (job.state, job.written, Term.objects.count()) == (State.DONE, 5, 5)


def test_a_worker_that_was_replaced_may_not_go_on(importer):
    job = previewed(many(3))
    former = str(job.run)
    job.state = State.APPLYING
    job.save()
    with translation.override(None):
        running.restart(job)
    running.apply.call(job.pk, former)
    assert not Term.objects.exists()


def test_what_changed_after_the_preview_is_not_overwritten(importer):
    Term.objects.create(pk=1, term_fr="un", definition_fr="…")
    job = previewed(csv_of([1, "premier", ""], [2, "deux", ""]))
    Term.objects.filter(pk=1).update(term_fr="corrected meanwhile")
    job = applied(job)
    assert Term.objects.get(pk=1).term_fr == "corrected meanwhile"
    assert (job.written, job.refused, job.changed) == (1, 1, 0)
    assert "after the preview" in job.lines.get(key="1").reasons[0]


def test_a_line_that_the_database_refuses_does_not_take_others_along(importer):
    job = applied(previewed(csv_of([1, "x" * 5000, ""], [2, "deux", ""])))
    assert job.state == State.DONE
    assert Term.objects.filter(pk=2).exists()


def test_the_file_that_is_written_is_the_one_that_was_read(importer):
    job = previewed(many(2))
    job.path.write_bytes(many(3))
    job = applied(job)
    assert job.state == State.FAILED
    assert not Term.objects.exists()


def test_a_key_that_comes_back_later_is_refused(importer):
    job = previewed(csv_of([1, "un", ""], [2, "deux", ""], [1, "encore", ""]))
    assert outcomes(job) == {"1": "created", "2": "created", "line 4": "refused"}


def test_a_file_broken_further_down_fails_with_a_sentence(importer):
    job = previewed(csv_of([1, "un", ""]) + b'2,"never closed\n')
    assert job.state == State.FAILED
    assert "quotation mark" in job.message


def test_columns_unknown_and_missing(importer):
    job = previewed(csv_of([1, "un", "x"], columns=["ID", "term_fr", "my own notes"]))
    assert any("my own notes" in note for note in job.notes)
    assert outcomes(job) == {"1": "created"}
    assert "column id" in previewed(csv_of(["un"], columns=["term_fr"])).message


def test_ten_thousand_lines_in_bounded_batches(
    importer, monkeypatch, django_assert_max_num_queries
):
    sizes = []
    plan = importer.plan

    def counted(records, job):
        sizes.append(len(records))
        return plan(records, job)

    monkeypatch.setattr(importer, "plan", counted)
    with django_assert_max_num_queries(2500):  # per batch, never per line
        job = previewed(many(10_000))
    assert job.created == 10_000
    assert max(sizes) == running.BATCH


# --- the admin ------------------------------------------------------------------------------


@pytest.fixture
def staff(importer):
    front_pages()
    ensure_roles()
    return client_of(editor(Code.COORDINATION))


def send(client, content, name="terms.csv"):
    return client.post(
        reverse("imports:new", args=["terms"]),
        {"file": SimpleUploadedFile(name, content)},
    )


def test_from_the_file_to_the_report(staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(staff, csv_of([1, "un", "een"], [2, "refuse", ""]))
    page = staff.get(response.url).content.decode()
    job = Import.objects.get()
    assert job.created_by.username == str(Code.COORDINATION)
    assert reverse("imports:apply", args=[job.pk]) in page
    assert not Term.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(reverse("imports:apply", args=[job.pk]))
    assert Term.objects.get().term_fr == "un"
    assert "un" in staff.get(response.url + "?outcome=created").content.decode()
    report = b"".join(staff.get(reverse("imports:report", args=[job.pk])).streaming_content)
    assert "Not a term." in report.decode("utf-8-sig")
    assert job.name in staff.get(reverse("imports:history")).content.decode()


def test_a_file_that_cannot_be_read_is_refused_in_the_form(staff):
    response = send(staff, b"%PDF-1.7", "terms.pdf")
    assert response.status_code == 200
    assert not Import.objects.exists()
    response = send(staff, csv_of(["un"], columns=["term_fr"]))
    assert response.context["form"].errors
    assert not Import.objects.exists()


@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_the_file_to_start_from_can_be_imported(staff, end, tmp_path):
    response = staff.get(reverse(f"imports:example-{end}", args=["terms"]))
    path = tmp_path / f"start.{end}"
    path.write_bytes(b"".join(response.streaming_content))
    with tabular.opened(path) as table:
        assert table.columns == ["id", *FIELDS]
        assert next(iter(table)).cells["term_fr"] == "commune"
    sent = send(staff, path.read_bytes(), f"start.{end}")
    assert sent.status_code == 302, sent.context["form"].errors


def test_only_those_who_may_change_it_may_import_it(importer, staff):
    job = previewed(csv_of([1, "un", ""]))
    translator = client_of(editor(Code.FACILITATION))
    urls = [reverse("imports:history"), reverse("imports:new", args=["terms"])]
    urls += [reverse(f"imports:{name}", args=[job.pk]) for name in ("show", "report", "file")]
    for url in urls:
        assert translator.get(url).status_code == 302  # to the admin's home, with a message
        assert staff.get(url).status_code == 200
    for name in ("apply", "cancel", "continue"):
        assert translator.post(reverse(f"imports:{name}", args=[job.pk])).status_code == 302
    job.refresh_from_db()
    assert job.state == State.READY


def test_old_files_are_forgotten_with_their_report(importer):
    job = previewed(csv_of([1, "un", ""]))
    path = job.path
    Import.objects.update(created_at=timezone.now() - timedelta(days=400))
    Import.objects.forget_old()
    assert not path.exists()
    assert not ImportLine.objects.exists()
