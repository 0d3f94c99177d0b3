"""Documents come in: a file or a pasted text becomes draft pages, once its report was read.

checks      what may be opened at all
documents   pandoc's tree → pieces      pasted/   text copied from a PDF → pieces
pieces      what lies between: passages and notes as plain values, and what was found about them
deciding    what the editor accepted, mended, marked
chapters    where chapters begin        identity  who keeps which anchor
values      pieces → blocks             creating  draft pages
records     the work in progress, so that it can be interrupted
"""
