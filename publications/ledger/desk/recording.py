"""What came back, recorded from the line of its sending: one short form, and back to the list."""

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Collection

from ..answers import Answer, AnswerFile
from ..kinds import AnswerKind
from ..sendings import Sending
from ..wording import sentence

PERMISSION = "publications.change_sending"
ANSWER, ACKNOWLEDGED, EXTENSION = "answer", "acknowledged", "extension"
BUTTONS = [
    (ANSWER, gettext_lazy("Record the answer"), "pick"),
    (ACKNOWLEDGED, gettext_lazy("Acknowledged, or a holding reply"), "check"),
    (EXTENSION, gettext_lazy("Extension announced"), "time"),
]
LARGEST = 20 * 1024 * 1024
WORDS = ("summary_fr", "summary_nl", "text", "text_language")
FIELDS = {
    ANSWER: ("received_on", "kind", "position", *WORDS),
    ACKNOWLEDGED: ("received_on", "kind", *WORDS),
    EXTENSION: ("received_on", "extended_to", *WORDS),
}
KINDS = {
    ANSWER: (AnswerKind.SUBSTANTIVE, AnswerKind.REFUSAL),
    ACKNOWLEDGED: (AnswerKind.ACKNOWLEDGEMENT, AnswerKind.HOLDING),
    EXTENSION: (AnswerKind.EXTENSION,),
}


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """As many as came, none of them too large."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        extensions = get_document_model()._meta.get_field("file")
        for one in files:
            if one.size > LARGEST:
                raise ValidationError(_("“%(name)s” is larger than 20 MB.") % {"name": one.name})
            extensions.run_validators(one)
        return files


class AnswerForm(WagtailAdminModelForm):
    files = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("The letter and its annexes. They will be public with the answer."),
    )

    class Meta:
        model = Answer
        fields = ["received_on", "kind", "position", "extended_to", *WORDS]

    def __init__(self, *args, way, **kwargs):
        super().__init__(*args, **kwargs)
        for name in [*self.fields]:
            if name not in (*FIELDS[way], "files"):
                del self.fields[name]
        for name, rows in (("summary_fr", 3), ("summary_nl", 3), ("text", 8)):
            self.fields[name].widget = AdminAutoHeightTextInput({"rows": rows})
        if "extended_to" in self.fields:
            self.fields["extended_to"].required = True
        kinds = KINDS[way]
        self.instance.kind = kinds[0]
        if "kind" in self.fields:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
            self.fields["kind"].widget = forms.RadioSelect(choices=self.fields["kind"].choices)
            self.initial["kind"] = kinds[0]
        self.initial["received_on"] = timezone.localdate()


class RecordView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    permission_required = PERMISSION
    raise_exception = True
    template_name = "publications/admin/record.html"
    header_icon = "mail"

    @cached_property
    def sending(self):
        return get_object_or_404(Sending.objects.with_clock(), pk=self.kwargs["pk"])

    @property
    def way(self):
        if self.kwargs["way"] not in FIELDS or self.sending.sent_on is None:
            raise Http404
        return self.kwargs["way"]

    def get_form(self, form_class=None):
        given = self.get_form_kwargs()
        del given["initial"]
        return AnswerForm(**given, instance=Answer(sending=self.sending), way=self.way)

    def get_page_title(self):
        return next(label for way, label, _icon in BUTTONS if way == self.way)

    def get_page_subtitle(self):
        return str(self.sending)

    def get_breadcrumbs_items(self):
        sendings = reverse("wagtailsnippets_publications_sending:list")
        return [
            *self.breadcrumbs_items,
            {"url": sendings, "label": _("Sendings and answers")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        clock = self.sending.clock(timezone.localdate())
        return super().get_context_data(sending=self.sending, clock=clock, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        answer = form.save()
        for order, file in enumerate(form.cleaned_data["files"]):
            document = kept(file, answer, self.request.user)
            AnswerFile.objects.create(answer=answer, document=document, sort_order=order)
        log(self.sending, "wagtail.edit", user=self.request.user)
        sending = Sending.objects.with_clock().get(pk=self.sending.pk)
        told = {"what": sending, "state": sentence(sending.clock(timezone.localdate()))}
        edit = reverse("wagtailsnippets_publications_sending:edit", args=[sending.pk])
        messages.success(
            self.request,
            _("Recorded. %(what)s: %(state)s.") % told,
            buttons=[messages.button(edit, _("Open the sending"))],
        )
        return redirect("wagtailsnippets_publications_sending:list")


def kept(file, answer, user):
    return get_document_model().objects.create(
        title=file.name.rpartition(".")[0] or file.name,
        file=file,
        language=answer.text_language,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=user,
    )


@hooks.register("register_admin_urls")
def urls():
    address = "answers/record/<int:pk>/<slug:way>/"
    return [path(address, RecordView.as_view(), name="record_answer")]
