from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herbology.design import samples
from herbology.design.forms import SampleForm


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every piece of a page at once, for whoever builds pages; not there unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    shown = {name.lower(): value for name, value in vars(samples).items() if name.isupper()}
    form = SampleForm(request.GET or None, label_suffix="")
    return render(request, "design/page.html", shown | {"form": form})
