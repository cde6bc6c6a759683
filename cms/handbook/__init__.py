"""The handbook of ``docs/handboek`` inside the admin, opened from each screen at the piece that is about it."""
