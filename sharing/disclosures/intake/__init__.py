"""How entries reach us: what each channel brings, and how it is understood; once for API, CSV and form."""
