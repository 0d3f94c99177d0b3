"""The guides of docs/guide, readable where the work is done: the help menu of the admin."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail import hooks
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.languages import html_lang

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"


@dataclass(frozen=True)
class Guide:
    name: str  # in its address
    title: str  # in its own language
    file: str
    language: str

    @property
    def url(self):
        return reverse("guide", args=[self.name])


GUIDES = {
    guide.name: guide
    for guide in (
        Guide("coordination", "Guide de la coordination", "coordination.fr.md", "fr"),
        Guide("coordinatie", "Handleiding voor de coördinatie", "coordination.nl.md", "nl"),
        Guide("vertalers", "Handleiding voor vertalers", "vertalers.nl.md", "nl"),
    )
}


@dataclass(frozen=True)
class Rendered:
    html: str
    contents: tuple  # (anchor, title) of each part


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/guide.html"
    header_icon = "help"

    def dispatch(self, request, *args, name, **kwargs):
        if name not in GUIDES:
            raise Http404
        self.guide = GUIDES[name]
        self.page_title = self.guide.title
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.guide.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            guide=self.guide,
            guide_lang=html_lang(self.guide.language),
            rendered=render(self.guide.name),
            others=[guide for guide in GUIDES.values() if guide != self.guide],
            **kwargs,
        )


def render(name):
    return rendered_file(GUIDES[name].file)


@lru_cache(maxsize=8)
def rendered_file(file):
    """Markdown without raw HTML. Its links between guides and to pictures work in both places."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = (FOLDER / file).read_text(encoding="utf-8")
    tokens = markdown.parse(text)
    contents = []
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slugify(following.content)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                contents.append((anchor, following.content))
        for child in token.children or ():
            point_into_the_admin(child)
    # The admin's own header carries the title.
    body = tokens[3:] if tokens and tokens[0].tag == "h1" else tokens
    html = markdown.renderer.render(body, markdown.options, {})
    return Rendered(mark_safe(html), tuple(contents))  # noqa: S308


def point_into_the_admin(token):
    if token.type == "image":
        token.attrSet("src", reverse("guide_picture", args=[Path(token.attrGet("src")).name]))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        file, _hash, anchor = token.attrGet("href").partition("#")
        for guide in GUIDES.values():
            if file == guide.file:
                token.attrSet("href", f"{guide.url}#{anchor}" if anchor else guide.url)


def picture(request, file):
    if file not in {picture.name for picture in (FOLDER / "images").glob("*.png")}:
        raise Http404
    return FileResponse((FOLDER / "images" / file).open("rb"), content_type="image/png")


@hooks.register("register_admin_urls")
def guide_urls():
    return [
        path("guide/<slug:name>/", GuideView.as_view(), name="guide"),
        path("guide/images/<str:file>", picture, name="guide_picture"),
    ]
