"""Contacts: every interaction with a citizen, who dealt with it and the way it took. Written only from engine events."""
