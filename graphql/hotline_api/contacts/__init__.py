"""Contacts: calls and voice messages with their trace."""
