"""The live desk: one page per post, from which editors send, and on which they see what all others do."""
