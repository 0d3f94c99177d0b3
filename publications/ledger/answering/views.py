"""The pages behind the link of an authority: fill in, check, send, receipt."""

from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from cms.limits import may

from .. import doors
from ..telling import demanded
from . import depositing, files
from .deposits import Deposit
from .forms import AnswerForm
from .links import PURPOSE, AnswerLink

PRESSES_AN_HOUR = 60
RECEIPT, RECEIPT_LASTS = "answer.receipt", 24 * 3600


@doors.behind_a_link
def answer(request):
    link = AnswerLink.objects.known_by(doors.key_of(request))
    if link is None or link.state != link.State.READY:
        return closed(request, link)
    if request.method == "POST" and may("answer", link.key_hash, PRESSES_AN_HOUR):
        return step(request, link)
    deposit = depositing.begun(link)
    if deposit and "check" in request.GET and is_complete(deposit):
        return page(request, link, "check", {"deposit": deposit})
    return fill_in(request, link, deposit)


def closed(request, link):
    """A second press of the button leads where the first one led."""
    deposit = Deposit.objects.sent().filter(link=link).first() if link else None
    if deposit and request.method == "POST" and depositing.is_second_press(link):
        return to_receipt(deposit)
    return doors.closed(request, PURPOSE, deposit=deposit)


def step(request, link):
    deposit = depositing.begun(link)
    if "send" in request.POST and deposit and is_complete(deposit):
        depositing.send(deposit)
        return to_receipt(deposit)
    if "remove" in request.POST:
        depositing.drop_file(link, request.POST["remove"])
        return again(request)
    kept = deposit.files.all() if deposit else ()
    form = AnswerForm(request.POST, request.FILES, kept=kept)
    is_valid = form.is_valid()
    deposit = depositing.keep(link, form)
    if is_valid:
        return again(request, check=1)
    return page(request, link, "answer", {"form": form, "deposit": deposit}, status=422)


def is_complete(deposit):
    return bool(deposit.kind and deposit.role)


def fill_in(request, link, deposit):
    initial = {}
    if deposit:
        initial = {name: getattr(deposit, name) for name in depositing.FIELDS}
        initial = {name: value for name, value in initial.items() if value}
    return page(request, link, "answer", {"form": AnswerForm(initial=initial), "deposit": deposit})


def page(request, link, name, context, status=200):
    subject = link.sending.interpellation
    context |= {
        "link": link,
        "sending": link.sending,
        "demands": demanded(subject) if subject else [link.sending.recommendation],
        "interpellation": subject,
        "limits": files,
        "robots": "noindex",
    }
    return render(request, f"publications/answering/{name}.html", context, status=status)


def again(request, **values):
    query = urlencode({"key": doors.key_of(request)} | values)
    return HttpResponseRedirect(f"{request.path}?{query}")


def to_receipt(deposit):
    number = signing.dumps(deposit.pk, salt=RECEIPT)
    return HttpResponseRedirect(f"{reverse('ledger:receipt')}?{urlencode({'key': number})}")


@doors.behind_a_link
def receipt(request):
    """For a day, to be printed; it tells what came, not what was written."""
    try:
        pk = signing.loads(doors.key_of(request), salt=RECEIPT, max_age=RECEIPT_LASTS)
    except signing.BadSignature:
        return doors.closed(request, RECEIPT)
    deposit = Deposit.objects.sent().prefetch_related("files").filter(pk=pk).first()
    if deposit is None:
        return doors.closed(request, RECEIPT)
    context = {"deposit": deposit, "sending": deposit.sending, "robots": "noindex"}
    return render(request, "publications/answering/receipt.html", context)
