"""Departments, seats and agents of a tenant."""
