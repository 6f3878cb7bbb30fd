"""Backups: what was made, when, and the button that makes one."""
