"""What a complaint is about: a request or a disclosure, as it was when the complaint came in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.disclosures.models import Disclosure
from sharing.rights.complaint_triggers import SubjectLinked, SubjectStands
from sharing.rights.models import KEPT_REQUEST, RightsRequest


class ComplaintSubject(Register):
    """One request or disclosure that a complaint is about.

    It is read as it was when the complaint came in (``RightsRequest.received_at``): the history has that state, so
    nothing of it is copied. Who had a part in it does not deal with the complaint (`complaint_triggers`).
    """

    request = ParentalKey(
        RightsRequest, verbose_name=_("klacht"), on_delete=models.CASCADE, related_name="subjects"
    )
    about_request = models.ForeignKey(
        RightsRequest,
        verbose_name=_("over verzoek"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    about_disclosure = models.ForeignKey(
        Disclosure,
        verbose_name=_("over verstrekking"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )

    class Meta:
        verbose_name = _("waarover de klacht gaat")
        verbose_name_plural = _("waarover de klacht gaat")
        ordering = ["id"]
        constraints = [
            Kept(name="kept_sharing_complaintsubject", sentence=KEPT_REQUEST),
            SubjectStands(name="complaint_subject_stands"),
            SubjectLinked(name="complaint_subject_linked"),
            models.CheckConstraint(
                name="complaint_subject_of_one",
                condition=Q(about_request__isnull=False, about_disclosure__isnull=True)
                | Q(about_request__isnull=True, about_disclosure__isnull=False),
                violation_error_message=_("Noem één verzoek of één verstrekking."),
            ),
            models.CheckConstraint(
                name="complaint_subject_is_another",
                condition=Q(about_request__isnull=True) | ~Q(about_request=F("request")),
                violation_error_message=_("Een klacht gaat niet over zichzelf."),
            ),
            models.UniqueConstraint(
                fields=["request", "about_request"],
                name="complaint_subject_request_once",
                violation_error_message=_("Dit verzoek staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["request", "about_disclosure"],
                name="complaint_subject_disclosure_once",
                violation_error_message=_("Deze verstrekking staat er al bij."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.about_request or self.about_disclosure)
