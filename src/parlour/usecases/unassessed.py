"""Texts that could not be assessed after several tries: told to operators, never quietly left."""

from parlour.store.assessing import stuck
from parlour.store.models import Brand
from parlour.store.notices import close_notice, raise_notice
from parlour.usecases.house import House

KIND = "unassessed"


def tell_unassessed(house: House) -> int:
    """Raise or close each brand's notice; how many texts are stuck."""
    now = house.clock()
    found = stuck(now=now)
    for brand in Brand.objects.values_list("pk", flat=True):
        if brand not in found:
            close_notice(brand, KIND, "assess", at=now)
            continue
        count, problem = found[brand]
        texts = "1 text" if count == 1 else f"{count} texts"
        words = f"{texts} could not be assessed and opened no case: {problem or 'the worker stopped each time'}."
        raise_notice(brand, KIND, "assess", f"{words} `parlour export --posts` shows posts without a case.", at=now)
    return sum(count for count, _ in found.values())
