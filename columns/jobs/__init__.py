"""The jobs: what happens later, or again, beside the requests. A job claims a row that is due, and calls a verb."""
