"""What is told, within the transaction, to those that rest on consents and objections: these know nothing of them."""

from django.dispatch import Signal

# With ``consent``, ``by`` and ``reason``, when a withdrawal was recorded or a consent that is or was withdrawn was
# corrected: what was disclosed on it since may have to be judged.
withdrawal_changed = Signal()

# With ``objection``, ``by`` and ``reason``, when an objection or restriction was recorded, decided on or corrected.
objection_changed = Signal()
