"""The coordination's screens: who comes, by hand, letters to all, lists and badges, numbers."""
