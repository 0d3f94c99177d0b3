"""A publication, or one chapter, as a file to take along: PDF, Word, EPUB, and how to quote it.

`manuscript` reads pages into one neutral tree (that of pandoc); `pdf` and `pandoc_files` make files
of it; `making` does so in the background, and keeps them until the pages change.
"""
