"""Signing is opt-in: consents recorded by the coordination, or given by a personal link."""
