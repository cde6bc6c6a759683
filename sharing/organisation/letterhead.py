"""Who a document is from."""

from dataclasses import dataclass

from sharing.organisation.files import house_files, kind_of
from sharing.organisation.models import OrganisationSettings


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``logo`` is the content of the file and ``logo_format`` svg, png or webp; everything may be empty."""

    organisation: str = ""
    logo: bytes = b""
    logo_format: str = ""
    logo_text: str = ""


def current_letterhead() -> Letterhead:
    """The organisation's name and logo, from its settings."""
    organisation = OrganisationSettings.current()
    data = b""
    if organisation.logo and house_files.exists(organisation.logo.name):
        with house_files.open(organisation.logo.name) as file:
            data = file.read()
    return Letterhead(
        organisation=organisation.organisation,
        logo=data,
        logo_format=kind_of(data) if data else "",
        logo_text=organisation.logo_text,
    )
