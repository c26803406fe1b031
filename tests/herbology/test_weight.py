"""What a first view of a page weighs, compressed as it is sent: a phone in a poor network waits for it."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.recommendations.builders import BACK_STRAIN, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST_BYTES = 60_000
FILES = re.compile(rb'(?:href|src)="/static/([^"]+)"')


def weight(client, url):
    html = client.get(url).content
    files = {finders.find(name.decode()) for name in FILES.findall(html)}
    sizes = [len(brotli.compress(Path(path).read_bytes())) for path in files]
    return len(gzip.compress(html, 6)) + sum(sizes)


@pytest.mark.parametrize("name", ["home", "muscle-spasms", "how-we-choose", "privacy"])
def test_page_to_read_is_light(client, name):
    assert weight(client, reverse(f"information:{name}")) < MOST_BYTES


def test_first_question_is_light(client):
    assert weight(client, reverse("questionnaire:start")) < MOST_BYTES


def test_result_is_light(client):
    secret = hand_in(**BACK_STRAIN).secret

    assert weight(client, reverse("patient:result", args=[secret])) < MOST_BYTES


def test_pages_leave_compressed(client):
    response = client.get(reverse("information:home"), headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
