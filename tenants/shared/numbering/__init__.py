"""Numbers of the city: what is called, who calls from where, who is refused; and the routing plan made of all that."""
