"""What the admin and the desk have in common: the editor's widget, and what can be done to an entry as it stands."""
