"""What members propose to make known: read by the coordination, made into a draft or refused.

- `records`: a proposal and its dated steps.
- `forms`, `views`: the member's side, in the members' area.
- `deciding`: a draft page, or a useful link, with the organisation that proposed it.
- `admin`: the coordination's screens.
"""
