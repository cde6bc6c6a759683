"""The JSON API: who may call, which view answers, and the schema."""
