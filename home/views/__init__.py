"""The public pages: read-only, from published versions, without cookie or script."""
