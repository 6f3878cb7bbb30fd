"""IVR flows: drawn, checked, simulated, put in force."""
