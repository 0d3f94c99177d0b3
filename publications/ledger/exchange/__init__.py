"""Recommendations that exist elsewhere, from a table: compared, previewed, written."""
