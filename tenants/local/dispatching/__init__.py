"""Enforcement dispatch: who is on duty, who was called with which message, and what came of it."""
