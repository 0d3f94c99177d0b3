"""The coordination's screens: the issues, one being composed, one being sent."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms import attention, languages
from cms.alternates import absolute
from cms.attention import Item, Panel
from groups.members.admin import Allowed
from publications.ledger.answering.admin import Screen

from . import gathering, posting
from .cadence import Cadence, Voice
from .editions import Editions
from .forms import PeriodForm, WordsForm, chosen_in, proposed
from .records import Digest, DigestLetter, State

SENDS = "home.change_digest"
SHOWN = 60


class IssuesView(Screen):
    """All issues, and the beginning of the next one."""

    permission_required = SENDS
    template_name = "home/digest/admin/issues.html"

    def get_context_data(self, **kwargs):
        self.page_title = _("News by e-mail")
        counts = {one: len(Digest(cadence=one).recipients()) for one in Cadence}
        return super().get_context_data(
            issues=Digest.objects.all()[:SHOWN],
            counts=[(cadence.label, count) for cadence, count in counts.items()],
            forms=kwargs.pop("forms", [PeriodForm(instance=proposed(one)) for one in Cadence]),
            **kwargs,
        )

    def post(self, request):
        form = PeriodForm(request.POST)
        if not form.is_valid():
            return self.again(forms=[form])
        form.instance.created_by = request.user
        return redirect("digest_issue", form.save().pk)


class IssueScreen(Screen):
    permission_required = SENDS

    @cached_property
    def digest(self):
        return get_object_or_404(Digest, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("News by e-mail"), str(self.digest)
        return super().get_context_data(digest=self.digest, voices=Voice, **kwargs)


class ComposeView(IssueScreen):
    """What is told, in which order, with which words before it; then a look at it."""

    template_name = "home/digest/admin/compose.html"

    @cached_property
    def lines(self):
        """Of both languages, each once, in the words of the coordinator where she has them."""
        own = languages.current()
        codes = [own, languages.other(own)]
        found = {}
        for code in codes:
            for one in gathering.gather(self.digest, code):
                found.setdefault(one.key, one)
        sections = list(gathering.Section)
        return sorted(found.values(), key=lambda one: sections.index(one.section))

    def listed(self):
        """In the order that was chosen, with whether each is ticked."""
        chosen = self.digest.chosen
        places = {key: number for number, key in enumerate(chosen or [], 1)}
        last = len(places) + 1
        rows = [
            (one, chosen is None or one.key in places, places.get(one.key, last + number))
            for number, one in enumerate(self.lines)
        ]
        for section, some in groupby(rows, key=lambda row: row[0].section):
            yield section, sorted(some, key=lambda row: row[2])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sections=list(self.listed()),
            recipients=len(self.digest.recipients()),
            **({"form": WordsForm(instance=self.digest)} | kwargs),
        )

    def get(self, request, pk):
        if self.digest.state != State.DRAFT:
            return redirect("digest_progress", pk)
        return super().get(request, pk)

    def post(self, request, pk):
        if self.digest.state != State.DRAFT:
            return redirect("digest_progress", pk)
        if "delete" in request.POST:
            self.digest.delete()
            messages.success(request, _("This issue is thrown away; nobody was written to."))
            return redirect("digest_issues")
        form = WordsForm(request.POST, instance=self.digest)
        if not form.is_valid():
            return self.again(form=form)
        form.instance.chosen = chosen_in(request.POST, self.lines)
        form.save()
        return self.after_saving(request)

    def after_saving(self, request):
        if "test" in request.POST:
            self.send_test(request)
        elif "send" in request.POST:
            return redirect("digest_send", self.digest.pk)
        else:
            messages.success(request, _("Kept. Look at the letters below before you send them."))
        return redirect("digest_issue", self.digest.pk)

    def send_test(self, request):
        email, voice = request.user.email, request.POST["test"]
        if not email or voice not in Voice.values:
            messages.error(request, _("Your own account has no e-mail address to send it to."))
            return
        try:
            Editions(self.digest).test_letter(Voice(voice), email).send()
        except OSError:
            messages.error(request, _("The mail server did not take it. Nothing is lost."))
        else:
            messages.success(request, _("The test is on its way to %(email)s.") % {"email": email})


class SendView(IssueScreen):
    """One more look at the number of letters, for they cannot be called back."""

    template_name = "home/digest/admin/send.html"

    def get_context_data(self, **kwargs):
        told = {code: gathering.told(self.digest, code) for code in languages.CODES}
        return super().get_context_data(
            recipients=len(self.digest.recipients()),
            empty=[languages.NAMES[code] for code, sections in told.items() if not sections],
            **kwargs,
        )

    def post(self, request, pk):
        if posting.start(self.digest):
            messages.success(request, _("The letters are being written, one after the other."))
        return redirect("digest_progress", pk)


class ProgressView(IssueScreen):
    template_name = "home/digest/admin/progress.html"

    def get_context_data(self, **kwargs):
        deliveries = self.digest.deliveries
        return super().get_context_data(
            progress=deliveries.progress(),
            unknown=deliveries.unknown().count(),
            reasons=deliveries.refused_by_the_server().values_list("refused", flat=True).distinct(),
            settled=deliveries.exclude(settled_at=None).count(),
            **kwargs,
        )

    def post(self, request, pk):
        for name, act in ACTS.items():
            if name in request.POST:
                act(self.digest)
        return redirect("digest_progress", pk)


ACTS = {
    "stop": posting.stop,
    "go_on": posting.go_on,
    "retry": posting.retry_refused,
    "leave": lambda digest: posting.settle(digest, send_again=False),
    "again": lambda digest: posting.settle(digest, send_again=True),
}


@require_GET
@permission_required(SENDS)
def preview(request, pk, voice, form):
    """The letter itself, as a mail program would show it, or as plain text."""
    digest = get_object_or_404(Digest, pk=pk)
    if voice not in Voice.values or form not in ("html", "txt"):
        return redirect("digest_issue", pk)
    page = absolute(reverse("digest"))
    _subject, plain, html = Editions(digest).render(Voice(voice), page, page)
    if form == "txt":
        return HttpResponse(plain, content_type="text/plain; charset=utf-8")
    return HttpResponse(html)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("digest/", IssuesView.as_view(), name="digest_issues"),
        path("digest/<int:pk>/", ComposeView.as_view(), name="digest_issue"),
        path("digest/<int:pk>/send/", SendView.as_view(), name="digest_send"),
        path("digest/<int:pk>/progress/", ProgressView.as_view(), name="digest_progress"),
        path("digest/<int:pk>/<slug:voice>.<slug:form>", preview, name="digest_preview"),
    ]


@hooks.register("register_network_menu_item")
def digest_item():
    return Allowed(
        gettext_lazy("News by e-mail"),
        reverse("digest_issues"),
        name="digest",
        icon_name="mail",
        order=300,
        permission=SENDS,
    )


def to_look_at(user):
    """Letters of which nobody knows whether they left; issues that do not go on."""
    unknown = Digest.objects.filter(pk__in=DigestLetter.objects.unknown().values("digest"))
    stopped = Digest.objects.begun().filter(finished_at=None).exclude(stopped_at=None)
    return attention.found(unknown | stopped | Digest.objects.silent(), describe)


def describe(digest):
    return Item(
        str(digest),
        reverse("digest_progress", args=[digest.pk]),
        since=digest.started_at,
        note=digest.trouble or digest.state.label,
    )


attention.register(
    Panel(
        "digest",
        gettext_lazy("News by e-mail: letters to look at"),
        to_look_at,
        permission=SENDS,
        advice=gettext_lazy("Go on with it, or decide what becomes of doubtful letters."),
        more=lambda: reverse("digest_issues"),
        position=20,
    )
)
