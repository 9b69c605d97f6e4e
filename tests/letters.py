"""Letters: everything that a text can be made of."""

from hypothesis import strategies as st

#: What `st.text()` takes by itself, but that asks the codec about a million characters first, for three seconds.
ANY_LETTER = st.characters(exclude_categories=["Cs"])
