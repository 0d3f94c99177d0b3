"""Whether an entry is still right, asked of the organisation itself: one campaign a year or so."""
