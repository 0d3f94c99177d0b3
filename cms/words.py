"""The words of a page's body, for search: without markup, in reading order."""

from .blocks.body import anchor_of


def in_words(stream):
    return "\n".join(stream.stream_block.get_searchable_content(stream))


def passages_in_words(stream):
    """The same block by block, each with the anchor at which it stands on the page."""
    return tuple(
        (anchor_of(child), "\n".join(child.block.get_searchable_content(child.value)))
        for child in stream
    )
