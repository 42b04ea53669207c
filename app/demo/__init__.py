"""演示: the fictional 青禾县; every name, number and code in it is invented."""
