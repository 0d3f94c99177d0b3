"""An authority deposits its answer itself, by a link that works once; the coordination reads first.

- `links`: the link, its days, its end.
- `deposits`, `files`: what came, out of reach of everybody else until somebody decided.
- `forms`, `views`: the pages behind the link.
- `deciding`, `admin`, `letters`: making links, reading what came, recording it or not.
"""
