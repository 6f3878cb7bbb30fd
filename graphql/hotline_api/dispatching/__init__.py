"""Enforcement dispatch: units called with a message, and the list of who is on duty."""
