"""One reader on one page: where its links lead in the reader's language, what is explained already.

It gathers before anything is drawn, so that a page of ten figures and thirty links costs as many
queries as a page of one.
"""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from . import chosen, explanations, languages, pictures
from .readable import readable


@dataclass(frozen=True)
class Link:
    url: str
    title: str = ""
    summary: str = ""
    language: str = ""  # only where it is not the reader's
    is_external: bool = False

    @property
    def html_lang(self):
        return languages.html_lang(self.language)


def pictures_in(value):
    """The pictures of a stream, however deep."""
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from pictures_in(child.value)
    elif isinstance(value, StructValue):
        for item in value.values():
            yield from pictures_in(item)
    elif isinstance(value, ListValue):
        for item in value:
            yield from pictures_in(item)


class Reading:
    def __init__(self, request=None):
        self.request = request
        self.language = languages.current()
        self.explained = set()
        self.long_document = None  # the long document it is a page of, if that is what one reads
        self.records = {}  # {model: {pk: record}}: what somebody fetched already, with more
        self._links = {}
        self._pages = {}  # those the public may see
        self._documents = {}

    @classmethod
    def of(cls, context):
        """The reading of this request; it is shared by all the fields of a page."""
        request = context.get("request")
        if request is None:
            return cls()
        reading = getattr(request, "reading", None)
        if reading is None or reading.language != languages.current():
            reading = request.reading = cls(request)
        return reading

    def prepare(self, stream):
        """Fetch at once all that a stream refers to."""
        wanted = chosen.references_of(stream)
        documents = get_document_model()
        self.expect(wanted.pop(Page, ()), wanted.pop(documents, ()))
        records = {
            model: self.records[model]
            if model in self.records
            else model._default_manager.in_bulk(pks)
            for model, pks in wanted.items()
        }
        with chosen.fetched({Page: self._pages, documents: self._documents, **records}):
            images = list(pictures_in(stream))
        prefetch_related_objects(images, pictures.PREFETCH)

    def expect(self, pages=(), documents=()):
        if missing := set(pages) - self._links.keys():
            self._links |= self._resolve(missing)
        if missing := set(documents) - self._documents.keys():
            self._documents |= dict.fromkeys(missing)
            self._documents |= get_document_model().objects.in_bulk(missing)

    def page(self, pk):
        """Where a page lives for this reader; None if the public may not see it."""
        self.expect(pages=[pk])
        return self._links[pk]

    def document(self, pk):
        self.expect(documents=[pk])
        return self._documents[pk]

    def _resolve(self, pks):
        keys = Page.objects.filter(pk__in=pks).values("translation_key")
        family = readable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
        here = {p.translation_key: p for p in family if p.locale.language_code == self.language}
        links = dict.fromkeys(pks)
        for page in family:
            if page.pk in links:
                self._pages[page.pk] = page
                links[page.pk] = self._link(here.get(page.translation_key, page))
        return links

    def _link(self, page):
        code = page.locale.language_code
        return Link(
            url=page.get_url(self.request) or "",
            title=page.title,
            summary=page.search_description,
            language="" if code == self.language else code,
        )

    @cached_property
    def glossary(self):
        return explanations.glossary(self.language, self.request)


def linked_from(source):
    pages, documents = set(), set()
    for model, pk, *_paths in extract_references_from_rich_text(source):
        if not str(pk).isdigit():
            continue
        if issubclass(model, Page):
            pages.add(int(pk))
        elif issubclass(model, AbstractDocument):
            documents.add(int(pk))
    return pages, documents
