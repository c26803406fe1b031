from recommendations.desk.report.facts import Answered, Facts, Reviewed, Stated, Waiting
from recommendations.desk.report.figures import Times, figures_of
from recommendations.desk.report.rates import Count, RuleRate
from recommendations.desk.report.told import Part

NOBODY = Facts(waiting=(), answered=(), reviewed=(), stated=())


def figures(**facts):
    parts = {name: tuple(listed) for name, listed in facts.items()}
    told = Facts(**{"waiting": (), "answered": (), "reviewed": (), "stated": ()} | parts)
    return figures_of(told, dispositions=("emergency", "standard"), ways=("result", "spoken"))


def answered(many, *, disposition="standard", minutes=30, way="result"):
    return [
        Answered(f"{disposition} {minutes} {way} {each}", disposition, minutes, 60, way)
        for each in range(many)
    ]


def reviewed(many, *, suggested=(), closed=(), overridden=()):
    return [
        Reviewed(
            f"{suggested} {closed} {overridden} {each}",
            frozenset(suggested),
            frozenset(closed),
            frozenset(overridden),
        )
        for each in range(many)
    ]


def test_nothing_at_all_tells_nothing():
    nothing = figures()

    assert nothing.answered == Times("", None, None, None, None)
    assert [row.code for row in nothing.times] == ["emergency", "standard"]
    assert (nothing.waiting, nothing.overdue, nothing.reviewed, nothing.stated) == (None,) * 4
    assert (nothing.suggesting, nothing.closing, nothing.reasons, nothing.questions) == ((),) * 4


def test_waiting_and_overdue_are_counted():
    waiting = [Waiting(str(each), overdue=each < 6) for each in range(13)]

    assert (figures(waiting=waiting).waiting, figures(waiting=waiting).overdue) == (10, 5)


def test_times_stand_for_each_disposition_and_for_all():
    told = figures(
        answered=[
            *answered(18, disposition="emergency", minutes=10),
            *answered(12, disposition="emergency", minutes=100),
            *answered(3, disposition="standard", minutes=50),
        ]
    )

    assert told.times == (
        Times("emergency", 30, 58, 10, 100),
        Times("standard", None, None, None, None),
    )
    assert told.answered == Times("", 30, 65, 10, 100)


def test_time_on_the_target_is_within_it():
    assert figures(answered=answered(20, minutes=60)).answered.within_percent is Part.ALL_BUT_FEW


def test_ways_stand_in_their_order_and_hide_few():
    told = figures(answered=[*answered(3), *answered(12, way="spoken")])

    assert told.ways == (Count("result", None), Count("spoken", 10))


def test_rule_is_told_with_how_often_it_was_overridden_and_why():
    told = figures(
        reviewed=[
            *reviewed(31, suggested=["R7"], closed=["H1"]),
            *reviewed(11, suggested=["R7"], overridden=[("R7", "cost")]),
            *reviewed(8, suggested=["R7"], overridden=[("R7", "judgement"), ("R7", "cost")]),
        ]
    )

    assert told.suggesting == (
        RuleRate("R7", 50, 15, 35, (Count("cost", 15), Count("judgement", 5))),
    )
    assert told.closing == (RuleRate("H1", 30, None, Part.FEW, ()),)
    assert told.reasons == (Count("cost", 15), Count("judgement", 5))


def test_most_overridden_rule_comes_first_and_what_is_hidden_decides_no_place():
    told = figures(
        reviewed=[
            *reviewed(30, suggested=["B", "A", "C", "D"]),
            *reviewed(2, suggested=["D"], overridden=[("D", "")]),
            *reviewed(20, suggested=["B"], overridden=[("B", "")]),
            *reviewed(40, suggested=["C"], overridden=[("C", "")]),
        ]
    )

    assert [rate.rule for rate in told.suggesting] == ["C", "B", "A", "D"]


def test_rules_and_reasons_of_few_are_not_listed():
    told = figures(
        reviewed=[
            *reviewed(6, suggested=["MANY"], overridden=[("MANY", "")]),
            *reviewed(4, suggested=["FEW"], closed=["RARE"], overridden=[("FEW", "cost")]),
        ]
    )

    assert [rate.rule for rate in (*told.suggesting, *told.closing)] == ["MANY"]
    assert told.reasons == ()


def test_statements_are_counted_by_question_and_few_are_not_listed():
    told = figures(
        stated=[
            *(Stated(str(each), frozenset({"condition", "timing"})) for each in range(4)),
            *(Stated(str(each), frozenset({"condition"})) for each in range(4, 11)),
        ]
    )

    assert (told.stated, told.questions) == (10, (Count("condition", 10),))
