"""How calls find agents: the routing plan of the whole city, the routing script, dry runs on recorded days."""
