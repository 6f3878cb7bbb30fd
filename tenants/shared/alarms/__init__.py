"""Alarms of the city's telephone and of the house: raised, cleared, acknowledged by whom. Kept in the public schema."""
