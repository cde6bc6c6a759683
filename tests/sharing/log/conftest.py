"""The people and the register of the tests of the log."""

from tests.sharing.disclosures.conftest import auditor, lawyer, register

__all__ = ["auditor", "lawyer", "register"]
