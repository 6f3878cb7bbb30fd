"""Cases: the work order from registration to archive."""
