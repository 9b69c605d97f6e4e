"""A night at the desk: three people work one post for some minutes, each in a browser of their own; a reader watches.

    python -m tests.flow.night --minutes 10 [--shots DIR] [--photos DIR] [--texts FILE]

A reporter on a phone, an editor on a laptop and a chief on a tablet sign in, write, submit, return, approve, hold,
lift, amend, withdraw and quarrel over one entry, by the desk's own controls, while a network dies and a page is
reloaded in the middle of a sentence. At dawn the reader's page is compared with a fresh one, and every text is counted.
"""
