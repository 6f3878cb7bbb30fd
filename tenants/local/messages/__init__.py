"""Messages among the house's own people: agents, a shift, departments, centres; over the county line too."""
