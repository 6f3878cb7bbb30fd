"""The citizens' pages under /citizen/: rendered here, complete without JavaScript, in three languages."""
