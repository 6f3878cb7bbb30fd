"""Messages to citizens."""
