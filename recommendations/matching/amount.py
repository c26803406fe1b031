"""How much of a chosen product to take first, in steps of the smallest measurable amount."""

from decimal import Decimal

# Of a product without THC no milligram of THC says where to stop: begin with the smallest amount.
SMALLEST = 1


def first_steps(
    *,
    dose_thc_mg: Decimal,
    smallest_thc_mg: Decimal | None,
    smallest_cbd_mg: Decimal | None,
    steps_in_a_serving: Decimal | None,
    max_cbd_mg: Decimal | None,
) -> int:
    """The most steps within the first THC dose, one serving and the CBD limit; 0 = say nothing.

    `smallest_*` is what one step holds, None where unknown. A serving of unknown size counts as one
    step. `max_cbd_mg` None sets no limit; where it is set, unknown CBD is too much.
    """
    if smallest_thc_mg is None or (max_cbd_mg is not None and smallest_cbd_mg is None):
        return 0
    most = [steps_in_a_serving if steps_in_a_serving is not None else Decimal(SMALLEST)]
    most.append(dose_thc_mg / smallest_thc_mg if smallest_thc_mg > 0 else Decimal(SMALLEST))
    if max_cbd_mg is not None and smallest_cbd_mg:
        most.append(max_cbd_mg / smallest_cbd_mg)
    return int(min(most))
