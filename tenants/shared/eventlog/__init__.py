"""How far the house has read the engine's events, and the events that could not be written."""
