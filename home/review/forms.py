"""What a reviewer sends along with a judgement, from the review screen."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm


class ReviewForm(TaskStateCommentForm):
    """Approval, with a remark when there is one; ``seen`` says what was on the screen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Opmerking"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mag leeg blijven. De schrijver leest dit; lezers van de site zien het niet."),
    )


class ReturnForm(ReviewForm):
    """Returning a text always says why."""

    comment = forms.CharField(
        label=_("Wat moet er anders?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Schrijf wat er anders moet; de schrijver leest dit en past de tekst aan.")
        },
        help_text=_("De schrijver krijgt dit te lezen en past de tekst aan."),
    )
