"""The conventions of blocks, each broken once."""

import pytest
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RawHTMLBlock,
    StreamBlock,
    StructBlock,
)

from cms.blocks.text import LeadBlock
from cms.checks import blocks_are_complete, faults, own_streams

WHOLE = {
    "template": "cms/blocks/lead.html",
    "description": "What it is for.",
    "group": "Text",
    "preview_value": "Some words",
}


def stream(**meta):
    return StreamBlock([("one", CharBlock(**meta))])


def test_a_complete_block_has_no_fault():
    assert list(faults("page.body", stream(**WHOLE))) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("template", "a template"),
        ("description", "a description"),
        ("group", "a group"),
        ("preview_value", "a preview value"),
    ],
)
def test_each_missing_part_is_said(missing, said):
    meta = {name: value for name, value in WHOLE.items() if name != missing}
    (fault,) = faults("page.body", stream(**meta))
    assert fault.id == "cms.W002"
    assert fault.msg == f"page.body: one has not {said}."


def test_a_template_that_does_not_exist_is_none():
    (fault,) = faults("page.body", stream(**{**WHOLE, "template": "cms/blocks/gone.html"}))
    assert "a template" in fault.msg


def test_a_preview_may_be_made_when_asked():
    class Made(LeadBlock):
        def get_preview_value(self):
            return "x"

    assert list(faults("page.body", StreamBlock([("made", Made())]))) == []


def test_raw_html_is_refused_however_deep():
    inner = StructBlock([("items", ListBlock(StructBlock([("code", RawHTMLBlock())])))], **WHOLE)
    (fault,) = faults("page.body", StreamBlock([("deep", inner)]))
    assert fault.id == "cms.E003"


def test_an_optional_text_has_a_default():
    """A text added to a block after pages were written is None in them, and breaks their sync."""
    without, given = CharBlock(required=False), CharBlock(required=False, default="")
    for text, ids in ((without, ["cms.W004"]), (given, []), (CharBlock(), [])):
        inner = StructBlock([("text", text)], **WHOLE)
        assert [f.id for f in faults("page.body", StreamBlock([("one", inner)]))] == ids


def test_a_stream_in_a_stream_is_looked_into():
    inner = StreamBlock([("one", CharBlock())], **WHOLE)
    (fault,) = faults("page.body", StreamBlock([("inner", inner)]))
    assert "one has not" in fault.msg


def test_all_streams_of_the_site_are_complete():
    assert dict(own_streams())
    assert [str(fault) for fault in blocks_are_complete(None)] == []


def test_a_draft_leaves_nothing_optional_behind():
    for _where, stream in own_streams():
        stream.defer_required_validation()
        stream.restore_deferred_validation()
    assert [str(fault) for fault in blocks_are_complete(None)] == []


def test_two_who_save_at_once_leave_nothing_optional_behind():
    for _where, stream in own_streams():
        for step in ("defer_required", "defer_required", "restore_deferred", "restore_deferred"):
            getattr(stream, f"{step}_validation")()
    assert [str(fault) for fault in blocks_are_complete(None)] == []
