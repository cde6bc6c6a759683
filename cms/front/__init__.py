"""What stands in front of Django: public pages from memory, and the count of who reads them (ADR 0007)."""
