"""The switchboard's mind: inputs and the time in, effects out. No clock, chance, network or framework."""
