"""Reminders: found when a step is reached, drafted, read by the coordination, sent once."""
