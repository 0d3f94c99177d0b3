"""The groups that made a publication, for its page and the list: said once, on the group."""

from publications.longform import producers

from .productions import Production

producers.register(Production, publication="publication", maker="page")
