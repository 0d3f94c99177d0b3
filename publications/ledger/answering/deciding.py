"""What the coordination does with a deposit: records it as an answer, or does not and says why."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection

from ..answers import Answer, AnswerFile
from ..sendings import Sending
from . import depositing
from .deposits import Deposit
from .letters import tell_why_not


def others_waiting(deposit):
    """What else this authority was sent and has not answered."""
    silent = Sending.objects.public().awaiting_answer(timezone.localdate())
    asked = silent.to(deposit.sending.authority).exclude(pk=deposit.sending.pk)
    return asked.select_related("authority", "recommendation", "interpellation")


@transaction.atomic
def accept(deposit, user, data):
    """One answer for each thing it answers; the same files for all of them."""
    if not decide(deposit, user, Deposit.Decision.ACCEPTED):
        return []
    chosen = set(data.get("files", ()))
    documents = [publish(one, deposit) for one in deposit.files.all() if str(one.pk) in chosen]
    also = others_waiting(deposit).filter(pk__in=data.get("also", ()))
    answers = [record(sending, deposit, data, documents) for sending in [deposit.sending, *also]]
    deposit.answers.set(answers)
    return answers


def record(sending, deposit, data, documents):
    answer = Answer(
        sending=sending,
        received_on=max(data["received_on"], sending.sent_on),
        kind=data["kind"],
        position=data["position"],
        extended_to=data["extended_to"],
        text=deposit.text,
        text_language=deposit.text_language,
        summary_fr=data["summary_fr"],
        summary_nl=data["summary_nl"],
    )
    answer.full_clean()
    answer.save()
    for order, document in enumerate(documents):
        AnswerFile.objects.create(answer=answer, document=document, sort_order=order)
    return answer


def publish(file, deposit):
    """A copy among the documents of the site; the deposit keeps its own."""
    with file.file.open("rb") as opened:
        content = ContentFile(opened.read(), name=file.name)
    return get_document_model().objects.create(
        title=file.name.rpartition(".")[0],
        file=content,
        language=deposit.text_language,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=deposit.decided_by,
    )


@transaction.atomic
def refuse(deposit, user, reason, tell=False):
    """Its files are erased: what was not taken over is not kept."""
    if not decide(deposit, user, Deposit.Decision.REFUSED, reason):
        return
    for file in deposit.files.all():
        depositing.erase(file)
    if tell and deposit.link.email:
        tell_why_not(deposit, reason)


def decide(deposit, user, decision, reason=""):
    """True for the first who decides: two coordinators may have it open."""
    facts = {"decision": decision, "reason": reason, "decided_by": user}
    facts["decided_at"] = timezone.now()
    if not Deposit.objects.to_read().filter(pk=deposit.pk).update(**facts):
        return False
    deposit.refresh_from_db()
    return True
