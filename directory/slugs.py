"""Addresses of entries: given once, from the first name; links outlive a change of name."""

from django.utils.text import slugify

# These follow the directory in addresses, in one language or another (directory/urls.py).
RESERVED = {
    *("networks", "reseaux", "netwerken"),
    *("map", "carte", "kaart"),
    *("print", "imprimer", "afdrukken"),
}
LONGEST = 90


def free_slug(model, name, otherwise):
    base = slugify(name)[:LONGEST] or otherwise
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= RESERVED
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(s for s in numbered if s not in taken)
