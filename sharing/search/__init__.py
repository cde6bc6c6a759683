"""One search over everything that a colleague may see: registers, versions, texts and pages.

Whoever has more to be found registers a function for ``SOURCES``, the name of the hook: it gets the request and the
text, and gives what it found, or None where this person has nothing to look for.
"""
