"""What counts as an order in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "orders ⟦77120394⟧ and ⟦77120411⟧",
    "order ⟦4471 908 332⟧ late",
    "order ⟦48213⟧ is late",
    "Order #⟦A-2291⟧",
    "my order number is ⟦A100234⟧",
    "Bestellung ⟦DE-99120⟧",
    "Bestellnummer: ⟦4471123⟧",
    "pedido n.º ⟦55821⟧",
    "⟦48213-B⟧ is my order",
    "order ⟦112-4839201-8392017⟧ hasn't arrived",
    "Order #⟦GB83920174⟧",
    "order no ⟦OD839201748392017⟧ flipkart",
    "my order id is ⟦402-8392017-4839201⟧",
    "order ID: ⟦83920174⟧",
    "ordernumber ⟦83920174⟧",
    "Bestellnummer ⟦83920174⟧",
    "commande ⟦83920174⟧",
    "numéro de commande ⟦83920174⟧",
    "ordine ⟦83920174⟧",
    "order ⟦48213⟧ days late",
    "order ⟦48213⟧ €50 refund please",
    "Bestellung ⟦48213⟧ EUR 50 zurück",
    "order ⟦48213⟧ times out at checkout",
    "orders ⟦77120394⟧ and 10000 euros",
    "order ⟦48213⟧.2 weeks and nothing",
    "Order ⟦123456⟧,78",
    "order ⟦1234567⟧ dollars back",
    "order ⟦112-4839201-8392017⟧ customers",
)
NEAR_MISSES = (
    "You guys are the best. 10000 thanks!",
    "receipt 12.11.2025 14:02",
    "order 2 and 3 of them",
    "receipt of 12.11.2025 14:02",
    "order 2 pizzas",
    "in order to 12345",
    "I ordered 66 items",
    "order in 2024",
    "the 3rd order",
    "my order was late",
    "orders 12345678",
    "my order of 20000 units",
    "order 66 lol",
    "order placed 12-12-2019",
    "#order66 #PS5Restock2020",
    "my order is 250 dollars",
    "order was 349.99",
    "mi pedido de 120 euros",
    "commande de 150 euros",
    "order was 1200.5 euros",
    "order was 1.250,00",
    "order 12345,50",
    "order was 123456,78 euros",
    "order 48213 euros",
)


@pytest.mark.parametrize("marked", MARKED)
def test_order_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("order", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_order_is_not_seen_in(text: str) -> None:
    assert found("order", text) == []
