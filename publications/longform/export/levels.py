"""Levels of headings: a file begins at the first, and none is left out on the way down."""

from .tree import walk

DEEPEST = 6


def headings(parts):
    return [node for node in walk(parts) if node["t"] == "Header"]


def shifted(parts, by):
    """A chapter that is printed alone: its sections become the first level."""
    for node in headings(parts):
        node["c"][0] = min(max(node["c"][0] + by, 1), DEEPEST)
    return parts


def without_jumps(parts):
    """What reads a document aloud announces levels: after the second comes at most the third."""
    above = []  # levels as written, of the headings one is under
    for node in headings(parts):
        level = node["c"][0]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        node["c"][0] = len(above)
    return parts
