"""Supervision: listening, help, orders to agents and calls."""
