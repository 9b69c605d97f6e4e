"""Faults: the platform under load while its parts die, and one checker over what was recorded.

    make faults                            the full form, on PostgreSQL and Redis of its own: some minutes
    pytest tests/faults                    the short form, which is a part of `make test`

Editors (`editors.py`) act through the verbs in processes of their own and record what became of each act. Readers
(`readers.py`) follow a page over a socket, over events or by polling, as the page's own script does, and record what
they heard. Between them stand real processes (`programs.py`) and, for bad networks, a proxy (`proxy.py`). When all is
quiet the checker (`checker.py`) compares the records with each other, with the log and with fresh pages.

On SQLite those tests run that need one process; on PostgreSQL and Redis those that need several (`conftest.py`).
"""
