"""Voice messages that citizens left."""
