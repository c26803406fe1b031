from hypothesis import given
from hypothesis import strategies as st

from products.catalogue.counting import AVAILABLE, FACETS, OF_OFFERS, Question, count

ROUTES = {"flower": ("smoked", "vaporized"), "gummy": ("edible",), "cream": ("topical",)}
NOTHING = dict.fromkeys(FACETS, ())
ELM_1 = ("elm", "I", "none", "none")
ELM_3 = ("elm", "III", "none", "over-25")
OAK_3 = ("oak", "III", "none", "over-25")


def counted(kinds, numbers=None, *, available_only=True, **chosen):
    question = Question(NOTHING | chosen, ROUTES, available_only=available_only)
    return count(kinds, numbers or [1] * len(kinds), question)


def test_total_is_of_all_products_of_the_kinds_that_pass():
    counts = counted([("gummy", (ELM_1,)), ("flower", (ELM_3,))], [3, 4], format=("gummy",))

    assert (counts.total, counts.passing) == (3, {0})


def test_values_of_one_filter_are_alternatives():
    kinds = [("gummy", (ELM_1,)), ("flower", (ELM_1,)), ("cream", (ELM_1,))]

    assert counted(kinds, format=("gummy", "cream")).total == 2


def test_filters_must_hold_for_one_and_the_same_offer():
    kinds = [("gummy", (ELM_1, OAK_3))]

    assert counted(kinds, store=("elm",), chemotype=("III",)).total == 0
    assert counted(kinds, store=("oak",), chemotype=("III",)).total == 1


def test_product_at_two_stores_is_counted_once():
    counts = counted([("gummy", (ELM_3, OAK_3))])

    assert (counts.total, counts.by_value["chemotype"]["III"]) == (1, 1)


def test_choices_of_a_filter_say_what_each_of_them_alone_would_give():
    kinds = [("gummy", (ELM_1,)), ("flower", (ELM_1,)), ("flower", (ELM_3,))]

    counts = counted(kinds, [1, 2, 4], route=("edible",), chemotype=("I",))

    assert dict(counts.by_value["route"]) == {"edible": 1, "smoked": 2, "vaporized": 2}
    assert dict(counts.by_value["chemotype"]) == {"I": 1}


def test_product_that_no_store_has_is_found_only_where_everything_is_shown():
    kinds = [("gummy", ())]

    assert (counted(kinds).total, counted(kinds).without[AVAILABLE]) == (0, 1)
    assert counted(kinds, available_only=False).total == 1


def test_product_that_no_store_has_has_no_chemotype_to_be_found_by():
    assert counted([("gummy", ())], available_only=False, chemotype=("I",)).total == 0


def test_giving_up_a_filter_says_how_many_that_finds():
    kinds = [("gummy", (ELM_1,)), ("flower", (ELM_3,))]

    without = counted(kinds, [2, 5], format=("gummy",), chemotype=("III",)).without

    assert (without["format"], without["chemotype"], without[AVAILABLE]) == (5, 2, 0)


offers = st.tuples(
    st.sampled_from(["elm", "oak"]),
    st.sampled_from(["I", "III"]),
    st.sampled_from(["none", "over-10"]),
    st.sampled_from(["none", "over-25"]),
)
all_kinds = st.lists(
    st.tuples(st.sampled_from(list(ROUTES)), st.lists(offers, max_size=3).map(tuple)), max_size=5
)
VALUES = {
    "route": ["smoked", "edible", "topical"],
    "format": list(ROUTES),
    "store": ["elm", "oak"],
    "chemotype": ["I", "III"],
    "thc": ["none", "over-10"],
    "cbd": ["none", "over-25"],
}
all_chosen = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(values), unique=True) for name, values in VALUES.items()}
)


def passes(kind, chosen, available_only):
    code, own = kind
    if chosen["route"] and not set(chosen["route"]) & set(ROUTES[code]):
        return False
    if chosen["format"] and code not in chosen["format"]:
        return False
    if not own:
        return not available_only and not any(chosen[name] for name in OF_OFFERS)
    return any(
        all(
            not chosen[name] or value in chosen[name]
            for name, value in zip(OF_OFFERS, offer, strict=True)
        )
        for offer in own
    )


@given(all_kinds, all_chosen, st.booleans())
def test_counts_are_what_asking_again_for_each_choice_would_give(kinds, chosen, available_only):
    def total(changed, available_only=available_only):
        return sum(passes(kind, chosen | changed, available_only) for kind in kinds)

    counts = counted(kinds, available_only=available_only, **chosen)

    assert counts.total == total({})
    for name, values in VALUES.items():
        assert counts.without[name] == total({name: []})
        assert [counts.by_value[name][value] for value in values] == [
            total({name: [value]}) for value in values
        ]
    assert counts.without[AVAILABLE] == total({}, available_only=False)
