"""How is it served? Waitress with its limits and its end, and several processes at one address."""
