"""The screens by which documents come in: bring, look through, mend, make pages."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.tabular import Refused

from . import creating, reaching, telling
from .chapters import best_level
from .deciding import chapters_of, decided
from .forms import LEVELS, ArrangeForm, BringForm, CreateForm, PieceForm, UpdateForm
from .marking import CHOICES, mark
from .pieces import Status
from .records import ImportedDocument, State

ICON = "doc-full-inverse"
EVERY = 3  # seconds between two looks at a document that is being read
SHOWN = 40  # changes of one page, on the screen before pages are made


class Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        if not reaching.may_bring(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = [{"url": reverse("intake:list"), "label": _("Bring in a document")}]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.page_title}]

    def again(self, **context):
        context = self.get_context_data(**context)
        return render(self.request, self.template_name, context, status=422)


class Documents(Screen):
    """Bring one, or take up again what is begun."""

    template_name = "publications/admin/intake/list.html"
    page_title = gettext_lazy("Bring in a document")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def target(self):
        pk = self.request.GET.get("into", "")
        page = Page.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        return reaching.target_for(self.request.user, page)

    def get_context_data(self, **kwargs):
        documents = ImportedDocument.objects.latest_first().select_related("created_by", "target")
        language = self.target.locale.language_code if self.target else "fr"
        return super().get_context_data(
            documents=documents.defer("reading", "decisions")[:50],
            target=self.target,
            **({"form": BringForm(initial={"language": language})} | kwargs),
        )

    def post(self, request):
        form = BringForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(form=form)
        return redirect("intake:show", form.begin(request.user, self.target).pk)


class OfDocument(Screen):
    """A screen about one document that can still be worked on."""

    @cached_property
    def document(self):
        documents = ImportedDocument.objects.select_related("created_by", "target")
        return get_object_or_404(documents, pk=self.kwargs["pk"])

    @cached_property
    def reading(self):
        return self.document.was_read

    @cached_property
    def decisions(self):
        return self.document.decided

    @cached_property
    def chapters(self):
        return chapters_of(self.reading, self.decisions)

    def get_breadcrumbs_items(self):
        above = super().get_breadcrumbs_items()[:-1]
        name = {"url": reverse("intake:show", args=[self.document.pk]), "label": self.document.name}
        return [*above, name, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(document=self.document, **kwargs)


class Ready(OfDocument):
    def dispatch(self, request, *args, **kwargs):
        if reaching.may_bring(request.user) and self.document.state != State.READY:
            return redirect("intake:show", self.document.pk)
        return super().dispatch(request, *args, **kwargs)


class Show(OfDocument):
    """The report: outline, counts, what was kept, changed, and is uncertain."""

    template_name = "publications/admin/intake/show.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if self.document.is_running:
            response["Refresh"] = EVERY
        return response

    @property
    def page_title(self):
        return self.document.name

    def get_breadcrumbs_items(self):
        return super().get_breadcrumbs_items()[:-1]

    @cached_property
    def status(self):
        asked = self.request.GET.get("status", "")
        return asked if asked in list(Status) else Status.UNCERTAIN.value

    def get_context_data(self, **kwargs):
        if self.document.state != State.READY:
            return super().get_context_data(**kwargs)
        report = telling.Report(self.reading, self.decisions, self.chapters)
        return super().get_context_data(
            title=telling.title_for(self.reading, self.document.name),
            tabs=report.tabs(),
            status=self.status,
            groups=report.groups(self.status),
            counts=report.counts(self.document.language),
            outline=telling.outline(self.chapters),
            arrange=ArrangeForm(initial={"level": self.level}),
            dropped=telling.dropped(self.reading, self.decisions),
            **kwargs,
        )

    @property
    def level(self):
        if self.decisions.level is not None:
            return self.decisions.level
        return best_level(decided(self.reading, self.decisions))


class Text(Ready):
    """One chapter, passage by passage, to mark several at once."""

    template_name = "publications/admin/intake/text.html"

    @cached_property
    def place(self):
        place = self.kwargs["place"]
        if place >= len(self.chapters):
            raise Http404
        return place

    @property
    def page_title(self):
        return self.chapters[self.place].title or _("The publication itself")

    def get_context_data(self, **kwargs):
        chapter = self.chapters[self.place]
        kwargs.pop("place", None)
        last = len(self.chapters) - 1
        return super().get_context_data(
            chapter=chapter,
            place=self.place,
            previous=self.place - 1 if self.place else None,
            next=self.place + 1 if self.place < last else None,
            passages=telling.shown(self.reading, self.decisions, chapter),
            choices=CHOICES,
            levels=LEVELS,
            **kwargs,
        )

    def post(self, request, pk, place):
        keys = request.POST.getlist("passage")
        done = changed_by(
            pk, lambda reading, decisions: mark(reading, decisions, keys, request.POST)
        )
        if not done:
            messages.warning(request, _("Choose passages first, then what they are."))
        url = reverse("intake:text", args=[pk, min(place, self.last_place())])
        return redirect(f"{url}#p{keys[0]}" if done else url)

    def last_place(self):
        document = ImportedDocument.objects.get(pk=self.document.pk)
        return len(chapters_of(document.was_read, document.decided)) - 1


class Passage(Ready):
    """One passage: its words, what it is, what was found about it."""

    template_name = "publications/admin/intake/piece.html"
    page_title = gettext_lazy("Mend a passage")

    @cached_property
    def key(self):
        known = {piece.key for piece in self.reading.pieces}
        if self.kwargs["key"] not in known:
            raise Http404
        return self.kwargs["key"]

    @cached_property
    def original(self):
        return next(piece for piece in self.reading.pieces if piece.key == self.key)

    @cached_property
    def piece(self):
        now = decided(self.reading, self.decisions)
        return next((piece for piece in now if piece.key == self.key), self.original)

    def form(self, data=None):
        return PieceForm(data, piece=self.piece, notes=self.reading.notes)

    def get_context_data(self, **kwargs):
        report = telling.Report(self.reading, self.decisions, self.chapters)
        keys = [piece.key for piece in self.reading.pieces]
        here = keys.index(self.key)
        calls = [key for key in self.reading.notes if f'id="{key}"' in self.piece.text]
        return super().get_context_data(
            piece=self.piece,
            original=telling.Shown(self.original, False, 0),
            is_changed=self.key in self.decisions.pieces,
            told=[report.told(f) for f in self.reading.findings if f.piece == self.key],
            notes=[(key, telling.plain(self.reading.notes[key])) for key in calls],
            can_join=here > 0,
            previous=keys[here - 1] if here else None,
            next=keys[here + 1] if here + 1 < len(keys) else None,
            **({"form": self.form()} | kwargs),
        )

    def post(self, request, pk, key):
        if "undo" in request.POST:
            changed_by(pk, lambda _reading, decisions: decisions.undo(self.key) or True)
            return self.back()
        changes = {choice: True for choice in ("join", "drop") if choice in request.POST}
        if not changes:
            form = self.form(request.POST)
            if not form.is_valid():
                return self.again(form=form)
            changes = form.changes()
        changed_by(pk, lambda _r, decisions: decisions.change(self.key, **changes) or True)
        return self.back()

    def back(self):
        messages.success(self.request, _("Kept. Nothing is on the site yet."))
        return redirect("intake:show", self.document.pk)


class Create(Ready):
    """What will be made, before it is."""

    template_name = "publications/admin/intake/create.html"
    page_title = gettext_lazy("Make the pages")

    @cached_property
    def target(self):
        return reaching.target_for(self.request.user, self.document.target)

    @cached_property
    def title(self):
        read = telling.title_for(self.reading, self.document.name)
        return self.target.title if self.target else read

    def form(self, data=None):
        if self.target:
            return UpdateForm(data, initial={"title": self.title})
        marked = telling.marked(self.reading, self.decisions)
        initial = {"title": self.title, "kind": guessed_kind(self.title)}
        may = self.request.user.has_perm("publications.add_recommendation")
        return CreateForm(data, initial=initial, marked=marked if may else 0)

    @cached_property
    def parent(self):
        return reaching.list_for(self.request.user, self.document.language)

    def get_context_data(self, **kwargs):
        plan = creating.plan_for(self.document, self.title, self.target)
        return super().get_context_data(
            plan=plan,
            target=self.target,
            parent=self.parent,
            shown=SHOWN,
            open_count=self.document.open_count,
            totals={name: plan.count(name) for name in ("added", "changed", "removed")},
            **({"form": self.form()} | kwargs),
        )

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        if not self.target and self.parent is None:
            form.add_error(None, _("There is no list of publications in this language yet."))
            return self.again(form=form)
        try:
            page = self.make(form, request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        if page is None:
            return redirect("intake:show", pk)
        messages.success(request, _("The drafts are made. Nothing is public before you publish."))
        return redirect("wagtailadmin_explore", page.pk)

    def make(self, form, user):
        with transaction.atomic():
            waiting = ImportedDocument.objects.select_for_update().filter(state=State.READY)
            document = waiting.filter(pk=self.document.pk).first()
            if document is None:
                return None  # pressed twice
            if self.target:
                return creating.update(document, self.target, form.cleaned_data["title"], user)
            drafts = bool(form.cleaned_data.get("drafts"))
            return creating.create(document, form.facts, self.parent, user, drafts)


def guessed_kind(title: str) -> str:
    """By the words of its title, in both languages."""
    words = {
        "activity-report": ("rapport d’activité", "rapport d'activité", "activiteitenverslag"),
        "memorandum": ("mémorandum", "memorandum"),
        "proceedings": ("actes", "colloque", "handelingen", "colloquium"),
        "white-paper": ("livre blanc", "witboek"),
        "diagnosis": ("diagnostic", "diagnose"),
        "research": ("recherche", "onderzoek", "étude", "studie"),
    }
    folded = title.lower()
    return next((kind for kind, known in words.items() if any(w in folded for w in known)), "")


@transaction.atomic
def changed_by(pk, change) -> bool:
    """Two people may decide at the same moment: each decision is laid over the others."""
    waiting = ImportedDocument.objects.select_for_update().filter(state=State.READY)
    document = get_object_or_404(waiting, pk=pk)
    decisions = document.decided
    done = change(document.was_read, decisions)
    if done:
        document.decide(decisions)
    return bool(done)
