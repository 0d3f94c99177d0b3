"""The directory out of the site and back: tables, HSDS, data.inclusion.

One list of columns (columns.py) is the documentation, what exports write and what imports read.
"""
