"""The routing script: versions, what is in force, alarms, dry runs."""
