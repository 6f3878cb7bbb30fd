"""Text messages (SMS) of citizens: one conversation a number, worked on and answered."""
