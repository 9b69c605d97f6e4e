"""Who did what: one chain of records for each column, and one for the site."""
