"""Minutes are private. Nothing here is a page, a document of the site, a snippet or a draft: all of
those are listed, searched, previewed, kept in versions or served somewhere.

- `records`, `attendance`, `transmissions`: what is kept.
- `readers`: the one rule, who may read and who may write.
- `drafting`: minutes made from an agenda.
- `views`: the page and the files, for members and behind the link of an official.
- `forms`, `admin`, `sending`: the screens of those who keep them.
"""
