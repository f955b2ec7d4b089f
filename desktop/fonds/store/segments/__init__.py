"""A segment of the text index: a stream of tokens, turned round so that each token says where it stands. Never changed."""
