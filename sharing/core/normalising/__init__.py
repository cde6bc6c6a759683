"""Dossier numbers that were sealed before there was one way to write them (ADR 0022)."""
