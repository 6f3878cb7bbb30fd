"""Dialling campaigns: lists, the dialler, agents' work, do-not-call."""
