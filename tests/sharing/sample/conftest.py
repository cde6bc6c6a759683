"""A first start, with the sample or without."""

import io
import json

import pytest
from django.core.management import call_command


def prepare(*arguments: str) -> dict:
    answer = io.StringIO()
    call_command("prepare", *arguments, stdout=answer)
    return json.loads(answer.getvalue() or "{}")


@pytest.fixture
def sampled(settings):
    settings.SAMPLE_DATA = True
    return prepare()
