"""The draft of an activity report: what the site knows of a year, for the coordinator to finish.

- `gathering`: the facts of a year, in the language of the report. `passages`: facts become blocks.
- `drafting`: pages that nobody but editors sees; made anew, or refreshed where nobody wrote.
- `records`: which draft is of which year, and what each block was when it was made.
- `admin`: the screen.
"""
