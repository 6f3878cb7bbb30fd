"""Queues, who serves them, and IVR flows of a tenant."""
