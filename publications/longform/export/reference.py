"""The styles of our Word files: those of pandoc, in our letters and colours.

Made from what pandoc carries, so that a new pandoc brings its new styles.
"""

import io
import re
import zipfile
from functools import cache

from .. import pandoc

STYLES = "word/styles.xml"
ACCENT, INK, SOFT = "1D4F8F", "1E2326", "4D565B"
SANS, SERIF = "Calibri", "Cambria"  # what Word has everywhere; the site's own would be missing
SIZES = {1: 36, 2: 28, 3: 24, 4: 22, 5: 21, 6: 20}  # half points
OURS = """
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>
<w:basedOn w:val="BodyText"/><w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"""
BAR = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="1D4F8F"/></w:pBdr>'
INDENT = '<w:ind w:left="340"/>'
ADDED = {
    "Lead": ("", '<w:sz w:val="26"/>'),
    "Proposition": ('<w:ind w:left="567" w:hanging="567"/>', ""),
    "Callout": (BAR + '<w:shd w:val="clear" w:fill="F4F1E9"/>' + INDENT, ""),
    "By": (INDENT, f'<w:color w:val="{SOFT}"/><w:sz w:val="18"/>'),
}


@cache
def reference_document() -> bytes:
    given = io.BytesIO(pandoc.run("--print-default-data-file", "reference.docx"))
    made = io.BytesIO()
    with zipfile.ZipFile(given) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, restyled(content.decode()) if name == STYLES else content)
    return made.getvalue()


def restyled(xml: str) -> str:
    for level, size in SIZES.items():
        xml = with_letters(xml, f"Heading{level}", SANS, ACCENT if level == 1 else INK, size)
    xml = with_letters(xml, "Title", SANS, INK, 56)
    xml = with_letters(xml, "BodyText", SERIF, INK, 21)
    xml = with_letters(xml, "FootnoteText", SERIF, INK, 18)
    ours = "".join(
        OURS.format(id=name, name=name, shape=shape, letters=letters)
        for name, (shape, letters) in ADDED.items()
    )
    return xml.replace("</w:styles>", f"{ours}</w:styles>")


def with_letters(xml, style, font, colour, size):
    letters = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f"{'<w:b/>' if style.startswith(('Heading', 'Title')) else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )

    def changed(found):
        inside = re.sub(r"<w:rPr>.*?</w:rPr>|<w:rPr\s*/>", "", found[2], flags=re.DOTALL)
        return f"{found[1]}{inside}{letters}{found[3]}"

    pattern = rf'(<w:style [^>]*w:styleId="{style}"[^>]*>)(.*?)(</w:style>)'
    return re.sub(pattern, changed, xml, count=1, flags=re.DOTALL)
