"""Figures that are understood, for tests of what is made of them."""

from caatsa.intake.money import Money, read_money
from caatsa.intake.quantities import Quantity, read_quantity


def quantity(text: str) -> Quantity:
    reading = read_quantity(text)
    assert isinstance(reading, Quantity)
    return reading


def money(text: str) -> Money:
    reading = read_money(text)
    assert isinstance(reading, Money)
    return reading
