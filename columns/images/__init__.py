"""Pictures: the only room that decodes one, and only as far as a stranger's bytes deserve."""
