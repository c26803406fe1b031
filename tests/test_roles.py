"""Who may open which page of the admin: every page, every role, asking and sending.

A page that no rule covers fails here. Letters: v look at, a add, c change and act on, d delete,
i import and classify, o open a laboratory's document, r read the report on the desk. What a
superuser may not do, nobody may.
"""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import RequestFactory

from products.admin.imports.layout_text import STARTER
from products.models import (
    FormatWord,
    ImportLayout,
    RecallCase,
    RecalledBatch,
    Reservation,
    StateChange,
    StockAlert,
    Strain,
)
from recommendations.models import Erasure, MessageTemplate
from tests.admin_pages import SITE, pages
from tests.products import make

pytestmark = pytest.mark.django_db

GROUPS = {
    "counselor": "patient counselors",
    "lead": "lead counselors",
    "inventory": "inventory staff",
    "manager": "managers",
}
ROLES = ("counselor", "lead", "inventory", "manager", "superuser")

RIGHTS = {  # counselor, lead, inventory, manager, superuser
    "auth.group": ("", "", "", "v", "vacd"),
    "auth.user": ("", "", "", "vac", "vac"),
    "herbology.auditentry": ("", "", "", "v", "v"),
    "herbology.outgoingmail": ("", "", "", "", "vc"),
    "products.batch": ("v", "v", "vac", "v", "vacd"),
    "products.catalogueimport": ("", "", "vai", "v", "vai"),
    "products.format": ("v", "v", "vac", "v", "vacd"),
    "products.formatword": ("", "", "vd", "v", "vd"),
    "products.importlayout": ("", "", "vacd", "v", "vacd"),
    "products.labresult": ("v", "v", "vaco", "vo", "vacdo"),
    "products.movement": ("", "", "v", "v", "v"),
    "products.product": ("v", "v", "vaci", "v", "vacdi"),
    "products.recallcase": ("", "", "va", "v", "va"),
    "products.reservation": ("", "", "vc", "v", "vc"),
    "products.statechange": ("", "", "v", "v", "v"),
    "products.stockalert": ("", "", "v", "v", "v"),
    "products.store": ("v", "v", "vac", "v", "vacd"),
    "products.strain": ("v", "v", "vac", "v", "vacd"),
    "recommendations.erasure": ("", "v", "", "v", "v"),
    "recommendations.messagetemplate": ("v", "vac", "", "", "vacd"),
    "recommendations.submission": ("vc", "vcr", "", "r", "vcr"),
    SITE: ("v", "v", "v", "v", "v"),
}
NEEDED = {
    "v": (
        *("changelist", "change", "history", "export", "csv", "toml", "shipped", "shipped_toml"),
        *("news", "index", "app_list", "jsi18n", "view_on_site"),
        "password_change_done",
    ),
    "o": ("attachment",),
    "a": ("add",),
    "c": (
        *("receive", "dispense", "reserve", "return", "transfer", "count", "adjust", "waste"),
        *("release", "quarantine", "stocktake", "collect", "cancel", "statement"),
    ),
    "d": ("delete",),
    "r": ("report", "report_csv"),
    "i": ("plan", "plan_csv", "apply", "discard", "undo", "classify", "classify_some"),
}
LETTERS = {name: letter for letter, names in NEEDED.items() for name in names}
NOBODY_MAY = "-"
FIXED = {
    (SITE, "password_change"): "v",
    ("auth.user", "password_change"): "c",
    # They only show, however they are asked: what changes these records has pages of its own.
    ("products.catalogueimport", "change"): "v",
    ("products.recallcase", "change"): "v",
}
# Sign-ins are open to anybody; what completes names asks for the right to the records it names.
LEFT_OUT = {(SITE, "login"), (SITE, "logout"), (SITE, "autocomplete")}

# Deeds on ticked rows of a list: the deed, and the letter it needs. To delete is Django's own.
DEEDS = {
    ("herbology.outgoingmail", "ask_to_send_again"): "c",
    **{("products.batch", name): "c" for name in ("quarantine", "release", "write_off_expired")},
    **{
        ("products.product", name): "c"
        for name in ("set_format", "delist", "list_again", "set_reorder_point")
    },
}

# In the short run who must see no patient data asks; the long run asks for everybody.
ASKS_ALWAYS = ("inventory", "get")
MATRIX = [
    pytest.param(
        role,
        method,
        marks=[] if (role, method) == ASKS_ALWAYS else pytest.mark.matrix,
        id=f"{role}-{method}",
    )
    for role in ROLES
    for method in ("get", "post")
]


def letter_of(page, method):
    """KeyError: this page is new. Give it a letter above, and its model a row in RIGHTS."""
    fixed = FIXED.get((page.model, page.name))
    if fixed or (method, page.name) != ("post", "change"):
        return fixed or LETTERS[page.name]
    return NOBODY_MAY if page.model == "products.reservation" else "c"


def guarded_pages():
    return [page for page in pages() if (page.model, page.name) not in LEFT_OUT]


def rights_of(role):
    return {model: row[ROLES.index(role)] for model, row in RIGHTS.items()}


def person(role):
    user = User.objects.create_user(role, is_staff=True, is_superuser=role == "superuser")
    user.groups.set(Group.objects.filter(name=GROUPS.get(role)))
    return user


@pytest.fixture
def shop():
    """A record of each kind that has a form, and a colleague to look at."""
    colleague = User.objects.create_user("colleague")
    batch = make.batch()
    facts = {"at": make.NOW, "by": colleague}
    Strain.objects.create(name="Blue", slug="blue")
    StateChange.objects.create(batch=batch, from_state="quarantine", to_state="released", **facts)
    Reservation.objects.create(
        batch=batch,
        quantity=1,
        reference="7",
        reserved_at=make.NOW,
        expires_at=make.NOW + timedelta(days=1),
    )
    case = RecallCase.objects.create(scope="batch", named="B-7", reason="mould", at=make.NOW)
    RecalledBatch.objects.create(
        case=case, batch=batch, from_state="released", on_hand=5, reserved=0
    )
    StockAlert.objects.create(
        kind="low_stock",
        product=batch.product,
        store=batch.store,
        threshold=9,
        figure=1,
        raised_at=make.NOW,
    )
    ImportLayout.objects.create(name="my-till", text=STARTER)
    Erasure.objects.create(receipt="AAAA-BBBB-CCCC", at=make.NOW, submissions=1)
    MessageTemplate.objects.create(name="Greeting", text="Hello {name},")
    FormatWord.objects.create(
        layout_name="my-till", word="bud", format=batch.product.format, **facts
    )


def is_open(answer):
    """Refused is 403, or being sent to the sign-in. A record that is not there was not refused."""
    return answer.status_code != 403 and not answer.headers.get("Location", "").startswith(
        "/admin/login/"
    )


@pytest.mark.parametrize(("role", "method"), MATRIX)
def test_each_role_opens_the_pages_of_its_rights_and_no_other(client, shop, role, method):
    client.force_login(person(role))

    rights = rights_of(role)

    wrong = [
        page
        for page in guarded_pages()
        if is_open(getattr(client, method)(page.path))
        != (letter_of(page, method) in rights[page.model])
    ]

    assert wrong == [], [f"{p.model}:{p.name}" for p in wrong]


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_open_nothing(client, method):
    opened = [page for page in guarded_pages() if is_open(getattr(client, method)(page.path))]

    assert opened == []


def test_walk_finds_every_model_of_the_admin():
    models = {model._meta.label_lower for model in admin.site._registry}

    assert {page.model for page in pages()} == models | {SITE} == set(RIGHTS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_offered_its_deeds_on_ticked_rows_and_no_other(role):
    request = RequestFactory().get("/admin/")
    request.user = person(role)

    offered = {
        (model._meta.label_lower, name)
        for model, shown in admin.site._registry.items()
        if shown.has_view_permission(request)
        for name in shown.get_actions(request)
    }

    rights = rights_of(role)
    deletable = {(model, "delete_selected") for model in rights if "d" in rights[model]}
    assert offered == deletable | {deed for deed in DEEDS if DEEDS[deed] in rights[deed[0]]}


@pytest.mark.parametrize("role", ["inventory", "manager"])
def test_names_are_completed_only_for_those_who_may_see_the_records(client, role):
    client.force_login(person(role))
    asked = {"app_label": "recommendations", "model_name": "submission", "field_name": "follows"}

    assert client.get("/admin/autocomplete/", asked).status_code == 403


STORE_MODE = "/questionnaire/store-mode/"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("counselor", 302), ("lead", 302), ("superuser", 302)),
        *(("inventory", 403), ("manager", 403)),
    ],
)
def test_who_decides_on_submissions_starts_store_mode(client, role, status):
    store = make.store()
    client.force_login(person(role))

    answer = client.post(STORE_MODE, {"store": store.slug, "who": "alone"})

    assert answer.status_code == status
    assert ("store_mode" in answer.cookies) == (status == 302)


@pytest.mark.parametrize("role", ROLES)
def test_all_staff_end_store_mode_and_nobody_else(client, role):
    assert not is_open(client.post(f"{STORE_MODE}leave/"))
    client.force_login(person(role))

    assert is_open(client.post(f"{STORE_MODE}leave/"))
