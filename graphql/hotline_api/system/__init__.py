"""How the processes, machines and stores of the house are."""
