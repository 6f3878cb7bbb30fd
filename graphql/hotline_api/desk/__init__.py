"""The agent's desk: presence, the call in hand, the screen pop."""
