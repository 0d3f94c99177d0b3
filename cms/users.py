"""Accounts. A model of our own from the first day, because it cannot be put in later."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    pass
