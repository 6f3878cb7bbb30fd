"""Faxes received and sent."""
