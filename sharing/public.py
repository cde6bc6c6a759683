"""What the statement may know of the register; the only module of ``sharing`` that ``home`` imports."""

from sharing.agreements.queries import processors
from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.commitments.operations import put_commitments_in_force
from sharing.commitments.promise import Commitments
from sharing.commitments.queries import commitments_of, commitments_on
from sharing.core import uploads
from sharing.core.actor import acting
from sharing.core.commands import OPERATORS, RegisterCommand, existing_file, user_named
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.models import Immutable
from sharing.core.ooxml import Fault, Limits, fault_of
from sharing.core.periods import amsterdam_day, parse_day, start_of_day
from sharing.parties.choices import Capacity
from sharing.parties.queries import recipients_by_capacity
from sharing.reference.queries import known_purposes, purposes_tree
from sharing.transfers.queries import transfers_outside_eea

__all__ = [
    "OPERATORS",
    "Capacity",
    "Commitments",
    "Fault",
    "Immutable",
    "InputError",
    "Limits",
    "Refused",
    "RefusedInput",
    "RegisterCommand",
    "SpecialCategoriesPolicy",
    "TransferPolicy",
    "acting",
    "amsterdam_day",
    "commitments_of",
    "commitments_on",
    "existing_file",
    "fault_of",
    "known_purposes",
    "parse_day",
    "processors",
    "purposes_tree",
    "put_commitments_in_force",
    "recipients_by_capacity",
    "start_of_day",
    "transfers_outside_eea",
    "uploads",
    "user_named",
]
