"""Keeping citizens."""
