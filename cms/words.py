"""The words of a page's body, for search: without markup, in reading order."""


def in_words(stream):
    return "\n".join(stream.stream_block.get_searchable_content(stream))
