"""What the screens of source systems ask."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import ReasonForm, RegisterForm
from sharing.core.admin.forms import ReasonField
from sharing.core.fields import MomentField, WholeNumberField
from sharing.core.readable import named
from sharing.sources.choices import Scope
from sharing.sources.refusals import DAYS, LONGEST_DAYS


def people() -> QuerySet[Any]:
    """Who can own a token: active accounts of people."""
    accounts = get_user_model().objects.filter(is_active=True, source=None)
    return accounts.order_by("first_name", "last_name", "username")


def days_field() -> WholeNumberField:
    """How long a token is valid."""
    return WholeNumberField(
        label=_("Geldig (dagen)"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=DAYS,
        help_text=_("Daarna werkt het token niet meer; vernieuw het op tijd."),
    )


class SourceForm(RegisterForm):
    """A source: its name for good, who answers for its token, and what that may do."""

    fixed_fields = ("name",)

    scopes = forms.MultipleChoiceField(
        label=_("Rechten"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Toetsen slaat niets op. Lezen geeft toegang tot dossiernummers: dat geven doen twee personen."
        ),
        error_messages={"required": _("Kies minstens één recht.")},
    )
    owner: Any = forms.ModelChoiceField(
        label=_("Eigenaar"),
        queryset=None,
        help_text=_("Wie weet waar het token staat en het op tijd laat vernieuwen."),
        error_messages={"required": _("Kies wie voor dit token verantwoordelijk is.")},
    )
    days = days_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people()
        self.fields["owner"].label_from_instance = named
        del self.fields["active" if self.is_new else "days"]


class RenewForm(ReasonForm):
    """Why a token is renewed, for how long, and until when the present one works beside it."""

    reason = ReasonField(label=_("Reden van de vernieuwing"))
    old_until = MomentField(
        label=_("Het huidige token werkt nog tot"),
        required=False,
        help_text=_(
            "Leeg: het huidige token werkt meteen niet meer. Vul een moment in om het bronsysteem rustig over te "
            "zetten; tot dan werken beide, het huidige met de rechten die het heeft."
        ),
    )
    days = days_field()

    field_order = ("days", "old_until", "reason")


class RevokeForm(ReasonForm):
    """Which tokens stop working now, and why."""

    OLD, ALL = "old", "all"
    which = forms.ChoiceField(
        label=_("Welk token"),
        choices=[
            (OLD, _("Alleen het oude token van voor de laatste vernieuwing")),
            (ALL, _("Elk token van dit bronsysteem")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welk token u intrekt.")},
    )
    reason = ReasonField(label=_("Reden van het intrekken"))

    field_order = ("which", "reason")
