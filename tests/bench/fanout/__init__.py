"""The load tool: what it costs to deliver an update to thousands of readers (docs/performance.md says how to run it).

A client in C (`readers.c`) opens the readers and hears what comes; everything else is Python. Beside the platform stand
a bare `send()` loop (`floor.c`) and Channels used as its tutorial does (`naive.py`), for the ratios.
"""
