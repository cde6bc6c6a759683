"""What others may know of the register: the only module of ``sharing`` that ``home`` and ``cms`` import.

It needs the models, so it is imported when Django is set up; what builds the site together waits for that.
"""

from sharing.access.constraints import TAKES_TWO, AccountRules, KeptFor, MembershipRules, OperatorOnly
from sharing.activities.queries import ToldActivity, activities_told, legal_bases_by_purpose
from sharing.agreements.queries import processors
from sharing.agreements.rules import last_effective_day
from sharing.answers.words import AUTHORITY as SUPERVISORY_AUTHORITY
from sharing.api.envelope import UNREAD
from sharing.api.problems import Problem
from sharing.background.queries import is_moving
from sharing.background.tidying import tidy
from sharing.breaches.words import cited
from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.commitments.operations import put_commitments_in_force, withdraw_commitments
from sharing.commitments.queries import commitments_of, commitments_on
from sharing.commitments.rules import Commitments
from sharing.conflicts.choices import CODE_WORDS, Weight
from sharing.conflicts.facts import Organisation, RegisterFacts
from sharing.conflicts.findings import Conflict, Reference
from sharing.conflicts.links import may_open, record_field, register_url
from sharing.conflicts.memory import facts_as_they_are
from sharing.conflicts.queries import months_before, register_facts
from sharing.conflicts.rules import conflicts_between
from sharing.conflicts.thoughts import (
    NotStricter,
    agreement_ends,
    decision_ends,
    party_leaves,
    promise_tightened,
)
from sharing.conflicts.what_if import Impact, Thought, impact
from sharing.core import locks, uploads
from sharing.core.actor import Actor, acting, may_act, operating, system_user
from sharing.core.admin.tables import DenseTable
from sharing.core.asof import found_by_text
from sharing.core.commands import OPERATORS, RegisterCommand, existing_file, user_named
from sharing.core.constraints import TriggerConstraint
from sharing.core.dates import read_day
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused, RefusedInput
from sharing.core.fields import DayField, WholeNumberField
from sharing.core.fresh import FreshForm
from sharing.core.functions import OPERATOR as OPERATOR_FUNCTION
from sharing.core.gathering import values_together
from sharing.core.memory import settle
from sharing.core.merging import (
    WHOLE,
    Choice,
    Merged,
    Place,
    choice_of,
    merge_order,
    merge_rows,
    take_answers,
)
from sharing.core.models import Immutable, Register
from sharing.core.normalising.operations import Normalised, NotConfirmed, normalise_numbers
from sharing.core.once import asked_once, once, one_page, remember
from sharing.core.ooxml import Fault, Limits, fault_of
from sharing.core.pdf import blocks as pdf_blocks
from sharing.core.pdf.document import Document, Letterhead
from sharing.core.pdf.engine import typeset
from sharing.core.periods import (
    amsterdam_day,
    months_through,
    next_day,
    parse_day,
    previous_day,
    start_of_day,
)
from sharing.core.privileges import grant_application_role
from sharing.core.readable import account_name, name_accounts, named
from sharing.core.refusals import sentence_of_trigger
from sharing.core.remembered import UntilChanged
from sharing.core.xlsx import Output
from sharing.duties.queries import LookedAfter, looked_after
from sharing.inspection.parts import PARTS as DOSSIER_PARTS
from sharing.inspection.parts import Asked as DossierAsked
from sharing.inspection.parts import Part as DossierPart
from sharing.inspection.parts import whole as whole_part
from sharing.letters.operations import load_letter_templates
from sharing.organisation.files import HOUSE_FILE_TYPES, house_files
from sharing.organisation.letterhead import current_letterhead
from sharing.organisation.models import Contact, Officer, OrganisationSettings
from sharing.organisation.style import stylesheet_digest
from sharing.parties.choices import Capacity
from sharing.parties.queries import anybody_outside_eea, recipients_by_capacity
from sharing.recipients.choices import ChangeKind
from sharing.recipients.memory import public_list_as_it_is
from sharing.recipients.rules import Named, PublicList, Recipient, ToldChange
from sharing.reference.operations import load_reference_data
from sharing.reference.procedures import ComplaintProcedure
from sharing.reference.queries import (
    complaint_procedure,
    data_categories_in_english,
    known_data_categories,
    known_purposes,
    purposes_tree,
    retention_terms,
)
from sharing.reminders.feeds import calendar_at
from sharing.reports.queries import register_is_empty
from sharing.retention.level import is_level
from sharing.retention.replaying import remove_files, replay
from sharing.roles import LEGAL_REVIEW, ensure_accounts, ensure_roles
from sharing.sample.log import load_sample_log
from sharing.sample.register import load_sample_register
from sharing.search.outcome import SHOWN_AT_MOST, Found, Hit
from sharing.search.queries import found_among
from sharing.search.views import SOURCES as SEARCH_SOURCES
from sharing.sources.queries import is_known_caller
from sharing.transfers.queries import transfers_outside_eea

__all__ = [
    "CODE_WORDS",
    "DOSSIER_PARTS",
    "HOUSE_FILE_TYPES",
    "LEGAL_REVIEW",
    "OPERATORS",
    "OPERATOR_FUNCTION",
    "SEARCH_SOURCES",
    "SHOWN_AT_MOST",
    "SUPERVISORY_AUTHORITY",
    "TAKES_TWO",
    "UNREAD",
    "WHOLE",
    "AccountRules",
    "Actor",
    "Capacity",
    "ChangeKind",
    "ChangedMeanwhile",
    "Choice",
    "Commitments",
    "ComplaintProcedure",
    "Conflict",
    "Contact",
    "DayField",
    "DenseTable",
    "Document",
    "DossierAsked",
    "DossierPart",
    "Fault",
    "Found",
    "FreshForm",
    "Hit",
    "Immutable",
    "Impact",
    "InputError",
    "KeptFor",
    "Letterhead",
    "Limits",
    "LookedAfter",
    "MembershipRules",
    "Merged",
    "Named",
    "Normalised",
    "NotConfirmed",
    "NotStricter",
    "Officer",
    "OperatorOnly",
    "Organisation",
    "OrganisationSettings",
    "Output",
    "Place",
    "Problem",
    "PublicList",
    "Recipient",
    "Reference",
    "Refused",
    "RefusedInput",
    "Register",
    "RegisterCommand",
    "RegisterFacts",
    "SpecialCategoriesPolicy",
    "Thought",
    "ToldActivity",
    "ToldChange",
    "TransferPolicy",
    "TriggerConstraint",
    "UntilChanged",
    "Weight",
    "WholeNumberField",
    "account_name",
    "acting",
    "activities_told",
    "agreement_ends",
    "amsterdam_day",
    "anybody_outside_eea",
    "asked_once",
    "calendar_at",
    "choice_of",
    "cited",
    "commitments_of",
    "commitments_on",
    "complaint_procedure",
    "conflicts_between",
    "current_letterhead",
    "data_categories_in_english",
    "decision_ends",
    "ensure_accounts",
    "ensure_roles",
    "existing_file",
    "facts_as_they_are",
    "fault_of",
    "found_among",
    "found_by_text",
    "grant_application_role",
    "house_files",
    "impact",
    "instant_in_words",
    "is_known_caller",
    "is_level",
    "is_moving",
    "known_data_categories",
    "known_purposes",
    "last_effective_day",
    "legal_bases_by_purpose",
    "load_letter_templates",
    "load_reference_data",
    "load_sample_log",
    "load_sample_register",
    "locks",
    "looked_after",
    "may_act",
    "may_open",
    "merge_order",
    "merge_rows",
    "months_before",
    "months_through",
    "name_accounts",
    "named",
    "next_day",
    "normalise_numbers",
    "once",
    "one_page",
    "operating",
    "parse_day",
    "party_leaves",
    "pdf_blocks",
    "previous_day",
    "processors",
    "promise_tightened",
    "public_list_as_it_is",
    "purposes_tree",
    "put_commitments_in_force",
    "read_day",
    "recipients_by_capacity",
    "record_field",
    "register_facts",
    "register_is_empty",
    "register_url",
    "remember",
    "remove_files",
    "replay",
    "retention_terms",
    "sentence_of_trigger",
    "settle",
    "start_of_day",
    "stylesheet_digest",
    "system_user",
    "take_answers",
    "tidy",
    "transfers_outside_eea",
    "typeset",
    "uploads",
    "user_named",
    "values_together",
    "whole_part",
    "withdraw_commitments",
]
