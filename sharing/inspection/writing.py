"""A dossier for the regulator, written as a zip to a stream: one file after the other, with the hash of each."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from wagtail import hooks

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.queries import record_on
from sharing.article_30.rules import title_of
from sharing.article_30.saving import write_record
from sharing.background.files import Counted
from sharing.core.periods import on_the_clock
from sharing.core.snapshot import one_moment
from sharing.core.xlsx import Output
from sharing.inspection.breaches import breach_parts, letter_parts
from sharing.inspection.measures import measure_parts
from sharing.inspection.parts import PARTS, Asked, Part, Source, whole
from sharing.inspection.queries import agreement_parts, merger_parts, registered_since, transfer_parts
from sharing.inspection.rights import rights_parts
from sharing.inspection.rules import MANIFEST, README, Written, manifest_of, readme_of
from sharing.organisation.models import OrganisationSettings
from sharing.workbook.saving import write_register

Progress = Callable[[int, int | None], object]
_FOLDERS = {
    ProcessingRole.CONTROLLER: "verwerkingsregister/verantwoordelijke",
    ProcessingRole.PROCESSOR: "verwerkingsregister/verwerker",
}


def write_dossier(out: Output, asked: Asked, *, left_out: Iterable[str], progress: Progress) -> int:
    """Write the dossier, all of it of one moment; how many files there are. ``left_out``: sheets of the register."""
    sheets = list(left_out)
    organisation = OrganisationSettings.current().contact.organisation
    written: list[Written] = []
    # Of a stream that cannot go back, zipfile asks no more than ``write``.
    with one_moment(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        readme = whole(
            README, "Wat dit is.", readme_of(asked, organisation, sheets, since=registered_since())
        )
        written.append(_write(archive, readme, asked))
        for part in _parts(asked, sheets):
            written.append(_write(archive, part, asked))
            progress(len(written), None)
        _write(archive, whole(MANIFEST, "", manifest_of(asked, organisation, written)), asked)
    return len([one for one in written if not one.missing]) + 1


def _parts(asked: Asked, left_out: list[str]) -> Iterator[Part]:
    yield from _records(asked)
    yield Part(
        "register.xlsx",
        "Het register, in de vorm waarin het in te lezen is.",
        lambda out: write_register(out, moment=asked.moment, but=left_out),
    )
    sources: list[Source] = [
        agreement_parts,
        transfer_parts,
        measure_parts,
        merger_parts,
        rights_parts,
        breach_parts,
        letter_parts,
        *hooks.get_hooks(PARTS),
    ]
    for source in sources:
        yield from source(asked)


def _records(asked: Asked) -> Iterator[Part]:
    for role, path in _FOLDERS.items():
        record = record_on(role, on=asked.day, moment=asked.moment, at=asked.at)
        for form in RecordFormat:
            yield Part(
                f"{path}.{form.value}", title_of(record), partial(write_record, record=record, form=form)
            )


def _write(archive: Any, part: Part, asked: Asked) -> Written:
    if part.missing or part.write is None:
        return Written(part.path, part.about, missing=part.missing)
    made = on_the_clock(asked.at)
    info = zipfile.ZipInfo(part.path, date_time=made.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as file:
        out = Counted(file)
        part.write(out)
    return Written(part.path, part.about, out.size, out.sha256, registered=part.registered)
