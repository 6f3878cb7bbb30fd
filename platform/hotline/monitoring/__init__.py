"""Is every part of the house there? Named checks, and counters for Prometheus."""
