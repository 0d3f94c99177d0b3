"""E-mail alerts: what happened to what somebody follows, and no other use of the address.

- `topics`: what can be followed, and what happens to it. Apps register theirs.
- `models`: an address, what it follows, what was noticed. Erased when nothing is followed any more.
- `asking`: asking for an alert, confirming it, stopping it.
- `sending`: `manage.py send_alerts`, each event once to each address.
"""
