"""The path along which a new processor is registered: its steps, how far they are, and their screens."""
