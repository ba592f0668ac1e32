"""Direct messages of strangers held back as requests, and how they get out."""

from parlour.simulator.network import Network, NewStatus, Page, Settings
from tests.simulator.people import small_network


def direct(network: Network, by: str, text: str, reply_to: str | None = None) -> str:
    new = NewStatus(text=text, visibility="direct", in_reply_to_id=reply_to)
    return network.post_status(network.account(by), new).id


def listed(network: Network) -> list[str | None]:
    return [each.status_id for each in network.notifications(network.account("marlowcare"), Page())]


def test_unsolicited_direct_message_becomes_a_request_but_a_conversation_too() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    brand = network.account("marlowcare")
    said = direct(network, "mara", "@marlowcare hello")
    assert listed(network) == []
    request = next(iter(network.books.notifications.inbox(brand.id).requests.values()))
    shown = network.present.request(request)
    assert (shown["notifications_count"], shown["last_status"]["id"]) == ("1", said)  # type: ignore[index]
    assert len(list(network.books.conversations.newest_first(brand.id))) == 1


def test_answer_to_the_brands_own_message_is_not_held_back() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    asked = direct(network, "marlowcare", "@mara your number?")
    answer = direct(network, "mara", "@marlowcare here", reply_to=asked)
    assert listed(network) == [answer]


def test_public_mention_is_not_held_back() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    said = network.post_status(network.account("mara"), NewStatus(text="@marlowcare hello")).id
    assert listed(network) == [said]


def test_person_the_brand_follows_is_not_held_back() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    network.follow(network.account("marlowcare"), network.account("mara"))
    said = direct(network, "mara", "@marlowcare hello")
    assert listed(network) == [said]


def test_accepted_request_lets_past_and_coming_messages_in() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    inbox = network.books.notifications.inbox(network.account("marlowcare").id)
    first = direct(network, "mara", "@marlowcare hello")
    network.books.notifications.accept(network.account("marlowcare").id, next(iter(inbox.requests)))
    second = direct(network, "mara", "@marlowcare still there?")
    assert listed(network) == [second, first]
    assert inbox.requests == {}


def test_dismissed_request_is_gone_and_the_next_message_opens_a_new_one() -> None:
    network, _ = small_network(Settings(filter_direct=True))
    brand = network.account("marlowcare")
    inbox = network.books.notifications.inbox(brand.id)
    direct(network, "mara", "@marlowcare hello")
    network.books.notifications.dismiss_request(brand.id, next(iter(inbox.requests)))
    assert (inbox.requests, list(inbox.notifications)) == ({}, [])
    direct(network, "mara", "@marlowcare hello?")
    assert len(inbox.requests) == 1


def test_dropped_message_leaves_nothing() -> None:
    network, _ = small_network()
    brand = network.account("marlowcare")
    network.books.notifications.set_policy(brand.id, {"for_private_mentions": "drop"})
    direct(network, "mara", "@marlowcare hello")
    assert network.notifications(brand, Page(), include_filtered=True) == []
