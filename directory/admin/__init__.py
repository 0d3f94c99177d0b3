"""The directory's corner of the admin."""
