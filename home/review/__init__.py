"""The legal review: who wrote a text, who may approve it, and the screen on which that happens."""
