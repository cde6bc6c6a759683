"""What makes a page one of which publication freezes versions."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from home.core.refusals import PublicationRefused
from home.publication.operations import publish

if TYPE_CHECKING:
    from home.written import WrittenPage


class VersionedPage(Model):
    """Publishing such a page freezes a version in the same call, whichever way of Wagtail's leads to it."""

    # The revision that was frozen and may be what readers get; set by `PublishFrozenPage` on the text it publishes.
    frozen_revision_id: int | None = None
    live: bool  # of Wagtail's page, as are the next and the manager
    live_revision_id: int | None
    objects: ClassVar[Any]
    # Whether the register obeys what the text promises: that of the statement, and of no other page.
    makes_promises: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store the page, unless that would publish it without a version. Raises PublicationRefused."""
        if self._state.adding:  # a new page is a draft, whichever form or copy it comes from
            self.live = False
        self._check_stays(kwargs.get("update_fields"))
        self._check_frozen(kwargs.get("update_fields"))
        return super().save(*args, **kwargs)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publish as Wagtail does, by the one operation. Raises PublicationRefused, also when there is no ``user``.

        ``skip_permission_checks`` skips Wagtail's question whether this user may publish, and no other.
        """
        publish(cast("WrittenPage", self), revision=revision, by=user, at=timezone.now(), **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refused in every way that Wagtail has: readers get versions, and one that holds goes on holding.

        Raises PublicationRefused.
        """
        raise PublicationRefused(why_not_unpublished(self))

    def _check_stays(self, update_fields: Any) -> None:
        stored = update_fields is None or "live" in update_fields
        if stored and not self.live and self.pk and type(self).objects.filter(pk=self.pk, live=True).exists():
            raise PublicationRefused(why_not_unpublished(self))

    def _check_frozen(self, update_fields: Any) -> None:
        stored = update_fields is None or not {"live_revision", "live_revision_id"}.isdisjoint(update_fields)
        if not stored or self.live_revision_id in (None, self.frozen_revision_id):
            return
        live = type(self).objects.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()
        if self.live_revision_id != live:
            raise PublicationRefused(
                _(
                    "Deze tekst kan langs deze weg niet worden gepubliceerd, want er zou geen versie van ontstaan. "
                    "Open de tekst in het beheer en publiceer die daar."
                )
            )


def why_not_unpublished(page: Any) -> str:
    """What to say to who unpublishes a text of which readers have versions, with the way that works."""
    if isinstance(page, VersionedPage) and not page.makes_promises:
        return _(
            "De publicatie van deze pagina wordt niet ingetrokken: haar versies blijven te lezen, en de versie die "
            "geldt, geldt tot er een nieuwe is. Klopt er iets niet, pas de tekst dan aan en stuur die door. Een versie "
            "die nog niet geldt, trekt u in bij Versies van pagina's."
        )
    return _(
        "De publicatie van een privacyverklaring wordt niet ingetrokken: de versie die geldt, blijft gelden tot er een "
        "nieuwe is, want lezers hebben er recht op. Klopt er iets niet, pas de tekst dan aan en stuur die door: de "
        "nieuwe versie kan vandaag nog ingaan. Een versie die nog niet geldt, trekt u in bij Versies."
    )
