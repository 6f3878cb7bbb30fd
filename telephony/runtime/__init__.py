"""Running the switchboard: inputs in order, effects carried out, everything journaled, the bus served."""
