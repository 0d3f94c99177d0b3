"""What is seen, heard and taken home: pictures, videos, documents."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)

from cms import embeds
from cms.chosen import DescribedImage, DocumentChooser, ImageChooser

from . import groups, samples


class PictureBlock(StructBlock):
    image = DescribedImage(label=_("Picture"))
    caption = CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        max_length=250,
        help_text=_("What one should know to read the picture: where, when. The credit is added."),
    )

    class Meta:
        label = _("Picture")
        icon = "image"


class FigureBlock(PictureBlock):
    class Meta:
        label = _("Picture")
        description = _("A picture with its caption and its credit.")
        group = groups.MEDIA
        icon = "image"
        template = "cms/blocks/figure.html"

    def get_preview_value(self):
        picture = {"image": samples.image(samples.TITLE), "caption": samples.SENTENCE}
        return self.normalize(picture)


class SideBySideBlock(StructBlock):
    pictures = ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=3)

    class Meta:
        label = _("Pictures side by side")
        description = _("Two or three pictures to be compared.")
        group = groups.MEDIA
        icon = "image"
        template = "cms/blocks/side_by_side.html"

    def get_preview_value(self):
        one = {"image": samples.image(samples.TITLE), "caption": samples.SENTENCE}
        return self.normalize({"pictures": [one, {**one, "caption": ""}]})


class VideoValue(StructValue):
    @property
    def video(self):
        """None if an address was stored that is no longer accepted."""
        return embeds.recognise(self.get("url") or "")


class VideoBlock(StructBlock):
    title = CharBlock(
        label=_("Title"),
        max_length=140,
        help_text=_("Example: The neighbourhood day of 2 June, in three minutes."),
    )
    url = URLBlock(
        label=_("Address of the video"),
        validators=[embeds.validate_video],
        help_text=_("On YouTube or Vimeo. Nothing is asked of them before a reader presses play."),
    )
    poster = ImageChooser(
        label=_("Picture shown before"),
        required=False,
        help_text=_("From our own library. Without one, the title alone is shown."),
    )
    summary = TextBlock(
        label=_("What it says"),
        required=False,
        default="",
        help_text=_("For those who cannot watch or hear it: a few sentences, or the whole text."),
    )

    class Meta:
        label = _("Video")
        description = _("A video of YouTube or Vimeo, fetched only when a reader asks for it.")
        group = groups.MEDIA
        icon = "media"
        template = "cms/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": _("How a working group begins"),
            "url": "https://vimeo.com/76979871",
            "poster": None,
            "summary": samples.TWO_SENTENCES,
        }


class DownloadBlock(StructBlock):
    document = DocumentChooser(label=_("Document"))
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=140,
        help_text=_("Without one, the title of the document. Its type, size and language follow."),
    )

    class Meta:
        label = _("Document")
        description = _("A file to take home, with its type, size and language.")
        group = groups.MEDIA
        icon = "download"
        template = "cms/blocks/download.html"

    def get_preview_value(self):
        return self.normalize({"document": samples.document(), "title": samples.TITLE})
