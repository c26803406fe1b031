"""Saving at the same moment, each person on a database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.products import make
from tests.products.admin.pages import sent_back, url_of


@pytest.mark.usefixtures("committed_database")
def test_one_of_two_people_saves_and_the_other_is_told(desk, other):
    batch = make.batch()
    start = Barrier(2)
    pages = [
        (client, sent_back(client, url_of(batch)) | {"number": number})
        for client, number in ((desk, "B-1"), (other, "B-2"))
    ]

    def save(page):
        client, typed = page
        start.wait()
        try:
            return client.post(url_of(batch), typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = threads.map(save, pages)

    assert sorted(answers) == [302, 409]
