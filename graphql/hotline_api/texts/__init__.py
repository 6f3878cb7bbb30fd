"""Text messages of citizens."""
