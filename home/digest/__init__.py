"""The news of the network by mail: a coordinator composes an issue, looks at it, and sends it.

- `cadence`, `topic`: what one subscribes to; addresses are those of cms/subscriptions.
- `gathering`: what happened in a period and what comes, as everybody can read it on the site.
- `records`: an issue, and one row for each letter of it.
- `editions`: the letter in each language. `posting`: one letter after the other, none twice.
- `admin`: the coordination's screens. `asking`: the public page where one subscribes.
"""
