"""The recorder: turns the engine's events into rows of the tenant they belong to, then tells the browsers."""
