"""A sample register for an installation that has none yet. Organisations, numbers and persons are made up."""
