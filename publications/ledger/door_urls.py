"""Addresses behind personal links: their key is in the query, which no log keeps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .answering import views as answering
from .signing.views import sign

door_urls = [
    path(_("sign-an-interpellation/"), sign, name="sign"),
    path(_("answer-the-coordination/"), answering.answer, name="answer"),
    path(_("answer-the-coordination/receipt/"), answering.receipt, name="receipt"),
]
