"""Processing activities and what belongs to each."""

import factory

from sharing import models
from tests.factories.base import EARLY, RegisterFactory
from tests.factories.parties import PartyFactory
from tests.factories.reference import (
    DataCategoryFactory,
    PurposeFactory,
    RetentionTermFactory,
    SubjectCategoryFactory,
)


class ProcessingActivityFactory(RegisterFactory):
    """What we do for ourselves; `as_processor` for a client."""

    class Meta:
        model = models.ProcessingActivity

    class Params:
        as_processor = factory.Trait(role="processor", client=factory.SubFactory(PartyFactory, client=True))

    code = factory.Sequence(lambda number: f"verwerking-{number}")
    name = factory.LazyAttribute(lambda activity: f"Verwerking {activity.code}")
    first_day = EARLY


class ActivityPurposeFactory(RegisterFactory):
    class Meta:
        model = models.ActivityPurpose

    activity = factory.SubFactory(ProcessingActivityFactory)
    purpose = factory.SubFactory(PurposeFactory)


class ActivitySubjectCategoryFactory(RegisterFactory):
    class Meta:
        model = models.ActivitySubjectCategory

    activity = factory.SubFactory(ProcessingActivityFactory)
    subject_category = factory.SubFactory(SubjectCategoryFactory)


class ActivityDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.ActivityDataCategory

    activity = factory.SubFactory(ProcessingActivityFactory)
    data_category = factory.SubFactory(DataCategoryFactory)


class ActivityRecipientFactory(RegisterFactory):
    class Meta:
        model = models.ActivityRecipient

    activity = factory.SubFactory(ProcessingActivityFactory)
    recipient = factory.SubFactory(PartyFactory)


class ActivityRetentionTermFactory(RegisterFactory):
    class Meta:
        model = models.ActivityRetentionTerm

    activity = factory.SubFactory(ProcessingActivityFactory)
    retention_term = factory.SubFactory(RetentionTermFactory)
