"""Registering for an event of the agenda: places, waiting list, letters, lists, erasure.

- `rules`: what the coordination decides for one event. `records`: who registered.
- `enrolling`: register, change, cancel, move up; never more people than places.
- `letters`, `links`: what a person is sent, and the personal link in it. `views`, `forms`: public.
- `messages`: one letter to all, each person once. `attendance`: how many came, as numbers.
- `forgetting`: everything about persons goes some days after the event.
- `admin`: the screens of the coordination; lists and badges on paper.

Nothing here is part of a page: a draft, an older version or a copy of an event holds nobody's name.
"""
