from products.importing.portions import in_portions

ITEMS = [("S1", 2), ("S2", 3), ("S1", 4), ("S3", 5)]


def test_portions_keep_the_rows_of_a_key_together():
    assert list(in_portions(ITEMS, 1)) == [[2, 4], [3], [5]]


def test_portions_are_filled_up_to_the_limit():
    assert list(in_portions(ITEMS, 3)) == [[2, 4, 3], [5]]


def test_portions_without_a_limit_are_one():
    assert list(in_portions(ITEMS, None)) == [[2, 4, 3, 5]]
