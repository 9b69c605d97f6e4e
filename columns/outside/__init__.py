"""The way out: the only room that opens a socket to another site, and only as far as its guard lets it."""
