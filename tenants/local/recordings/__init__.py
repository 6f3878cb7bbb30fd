"""Recordings: numbered, fetched from the gateway, kept in the object store with their SHA-256."""
