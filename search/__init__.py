"""What can be found. `from search.find import find`; apps register with `search.registry`."""
