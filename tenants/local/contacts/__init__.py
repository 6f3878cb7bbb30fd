"""Contacts: every interaction with a citizen, who dealt with it, the way it took. Written from engine events."""
