"""What readers say is wrong in an entry: read by the coordination, never published."""
