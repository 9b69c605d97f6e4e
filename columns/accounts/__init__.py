"""Accounts of the staff: signing in with two factors, sessions, invitations, and the door that all of it guards."""
