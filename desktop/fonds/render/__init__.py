"""Text to safe HTML. Nothing that leaves this room holds a script or a remote address that loads."""
