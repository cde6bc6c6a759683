"""Who a document is from: the organisation, as its settings say now."""

from sharing.core.pdf.document import Letterhead
from sharing.organisation.files import house_files, kind_of
from sharing.organisation.models import OrganisationSettings


def current_letterhead() -> Letterhead:
    """The organisation's name and logo, from its settings."""
    organisation = OrganisationSettings.current()
    data = b""
    if (name := organisation.logo.name) and house_files.exists(name):
        with house_files.open(name) as file:
            data = file.read()
    return Letterhead(
        organisation=organisation.organisation,
        logo=data,
        logo_format=kind_of(data) if data else "",
        logo_text=organisation.logo_text,
    )
