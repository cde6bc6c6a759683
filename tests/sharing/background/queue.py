"""The worker, as the tests let it work."""

from django.utils import timezone

from cms.running.tasks import do_next
from sharing.background.models import BackgroundWork


def work_off() -> None:
    """Do everything that is in the queue."""
    while do_next():
        pass


def later(**by):
    """A moment from now."""
    return timezone.now() + timezone.timedelta(**by)


def only() -> BackgroundWork:
    """The one request that there is."""
    return BackgroundWork.objects.get()
