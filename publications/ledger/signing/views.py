"""The page behind a personal link: the text, what will be public, yes or no."""

import hashlib

from django.shortcuts import render

from .. import doors
from ..signatories import agreed_text, draft_of, drafted_demands
from . import consents
from .forms import SignForm


@doors.behind_a_link
def sign(request):
    asked = consents.request_of(doors.key_of(request))
    if asked is None:
        return doors.closed(request, consents.PURPOSE)
    page = draft_of(asked.interpellation)
    digest = hashlib.sha256(agreed_text(page).encode()).hexdigest()
    if request.method != "POST":
        return show(request, asked, page, SignForm(initial={"seen": digest}))
    if "decline" in request.POST:
        consents.decline(asked)
        return render(request, "publications/signing/declined.html", {"robots": "noindex"})
    form = SignForm(request.POST)
    if not form.is_valid():
        return show(request, asked, page, form, status=422)
    if form.cleaned_data["seen"] != digest:
        form = SignForm(initial={"seen": digest, "role": form.cleaned_data["role"]})
        return show(request, asked, page, form, status=409, has_changed=True)
    consents.sign(asked, form.cleaned_data["role"])
    context = {"organisation": asked.organisation, "interpellation": page, "robots": "noindex"}
    return render(request, "publications/signing/signed.html", context)


def show(request, asked, page, form, status=200, has_changed=False):
    context = {
        "asked": asked,
        "interpellation": page,
        "demands": drafted_demands(page),
        "form": form,
        "has_changed": has_changed,
        "robots": "noindex",
    }
    return render(request, "publications/signing/sign.html", context, status=status)
