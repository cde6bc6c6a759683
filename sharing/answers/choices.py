"""Enumerations of answers to requests for access."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerFormat(models.TextChoices):
    """What file an answer is."""

    PDF = "pdf", _("PDF, om te printen of te mailen")
    JSON = "json", _("JSON, om in een ander systeem te lezen")


class BlackOutGround(models.TextChoices):
    """Why words of a description are blacked out in an answer (AVG art. 15(4))."""

    OTHERS = "others", _("Gaat over een ander")
    SECRET = "secret", _("Bedrijfsgeheim van een ander")


CONTENT_TYPES = {AnswerFormat.PDF: "application/pdf", AnswerFormat.JSON: "application/json"}
