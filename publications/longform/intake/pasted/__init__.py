"""Text copied from a PDF: lines, pages and marks, from which passages are made again.

characters   what copying did to letters      pages    numbers, running heads, contents
lines        lines → blocks                   words    words cut at the end of a line
footnotes    notes and their calls            shapes   what a block looks like
levels       headings                         reading  all of it, in order
"""
