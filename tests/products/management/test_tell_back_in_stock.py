import pytest
import time_machine
from django.core.management import call_command

from tests.products import make
from tests.products.waiting_list.build import asking, waiting

pytestmark = pytest.mark.django_db


def test_command_tells_and_forgets(capsys):
    request = waiting(at=make.NOW)
    asking(request.product, make.store(), at=make.NOW.replace(day=1))
    make.batch(request.product, at=request.store)

    with time_machine.travel(make.NOW, tick=False):
        call_command("tell_back_in_stock")

    assert capsys.readouterr().out == "Back in stock: 1 told, 1 forgotten.\n"
