"""Alarms: what stands, what was, who has seen to it."""
