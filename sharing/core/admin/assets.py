"""The scripts and styles that every form of the admin has."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sharing.core.uncut import TOO_LONG


def form_scripts() -> str:
    """What is typed at once is a change, answers have their question, errors are listed with the way to each, and a
    text that becomes too long is told while it is written; what is chosen is read in full; what is on its way is not
    sent twice.
    """
    return format_html(
        '<script src="{}"></script><script src="{}"></script><script src="{}"></script>'
        '<script src="{}" data-one="{}" data-several="{}" '
        'data-kept-one="{}" data-kept-several="{}" data-leads-one="{}" data-leads-several="{}" '
        'data-there="{}"></script><script src="{}"></script><script src="{}" data-left="{}" data-over="{}"></script>',
        static("sharing/unsaved.js"),
        static("sharing/fields.js"),
        static("sharing/once.js"),
        static("sharing/errors.js"),
        _("Er is niets opgeslagen: er is één ding om te verbeteren"),
        _("Er is niets opgeslagen: er zijn %s dingen om te verbeteren"),
        _(
            "Dit ging niet door: er is één ding om te verbeteren. Wat u typte, kan al als concept bewaard zijn."
        ),
        _(
            "Dit ging niet door: er zijn %s dingen om te verbeteren. Wat u typte, kan al als concept bewaard zijn."
        ),
        _("Er is één ding om te verbeteren"),
        _("Er zijn %s dingen om te verbeteren"),
        _("Ga erheen"),
        static("sharing/selects.js"),
        static("sharing/lengths.js"),
        _("Nog %s van %s tekens."),
        TOO_LONG % {"limit_value": "%s", "show_value": "%s"},
    )


def form_styles() -> str:
    """The list of errors, the bar that stays in sight, and the choice between two people's values."""
    return format_html('<link rel="stylesheet" href="{}">', static("sharing/forms.css"))
