"""Messages among the house's own people."""
