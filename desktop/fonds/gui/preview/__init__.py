"""The two preview engines behind one small interface."""
