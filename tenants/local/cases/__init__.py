"""Cases: a citizen's matter from its registration to its end, in the city and over the county line."""
