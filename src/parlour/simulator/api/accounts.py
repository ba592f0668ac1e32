"""/api/v1/accounts."""

from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route
from parlour.simulator.errors import invalid, not_found
from parlour.simulator.network import Account
from parlour.simulator.network.timelines import AccountFilter


def _account(call: Call) -> Account:
    return call.network.books.accounts.get(call.path("id"))


def _verify(call: Call) -> object:
    return call.network.present.own_account(call.user)


def _get(call: Call) -> object:
    return call.network.present.account(_account(call))


def _many(call: Call) -> object:
    known = {account.id: account for account in call.network.books.accounts}
    return [call.network.present.account(known[each]) for each in call.params.all("id")[:40] if each in known]


def _lookup(call: Call) -> object:
    found = call.network.books.accounts.find(call.params.text("acct"))
    if found is None:
        raise not_found()
    return call.network.present.account(found)


def _search(call: Call) -> object:
    found = call.network.books.accounts.search(call.params.text("q"))
    return [call.network.present.account(each) for each in found[: call.page(40, 80).limit]]


def _statuses(call: Call) -> object:
    params, page = call.params, call.page()
    if params.flag("pinned"):
        return []
    wanted = AccountFilter(
        params.flag("exclude_replies"), params.flag("exclude_reblogs"), params.flag("only_media"), params.text("tagged")
    )
    found = call.network.timelines.of_account(_account(call), call.viewer, wanted, page)
    call.link([status.id for status in found], page)
    return [call.network.present.status(status, call.viewer) for status in found]


def _followers(call: Call) -> object:
    accounts = call.network.books.accounts
    return [call.network.present.account(accounts.get(each)) for each in sorted(_account(call).followers)]


def _following(call: Call) -> object:
    accounts = call.network.books.accounts
    return [call.network.present.account(accounts.get(each)) for each in sorted(_account(call).follows)]


def _relationships(call: Call) -> object:
    known = {account.id: account for account in call.network.books.accounts}
    asked = [known[each] for each in call.params.all("id") if each in known]
    return [call.network.present.relationship(call.user, other) for other in asked]


def _relationship(call: Call) -> object:
    return call.network.present.relationship(call.user, _account(call))


def _follow(call: Call) -> object:
    if _account(call) is call.user:
        raise invalid("You cannot follow yourself")
    call.network.follow(call.user, _account(call), notify=call.params.flag("notify"))
    return _relationship(call)


def _unfollow(call: Call) -> object:
    call.network.unfollow(call.user, _account(call))
    return _relationship(call)


def _block(call: Call) -> object:
    call.network.unfollow(call.user, _account(call))
    call.user.blocks.add(call.path("id"))
    return _relationship(call)


def _unblock(call: Call) -> object:
    call.user.blocks.discard(_account(call).id)
    return _relationship(call)


def _mute(call: Call) -> object:
    call.user.mutes.add(_account(call).id)
    return _relationship(call)


def _unmute(call: Call) -> object:
    call.user.mutes.discard(_account(call).id)
    return _relationship(call)


_ONE = "/api/v1/accounts/{id}"
ROUTES: list[BaseRoute] = [
    route("GET", "/api/v1/accounts/verify_credentials", _verify, scope="read:accounts"),
    route("GET", "/api/v1/accounts/lookup", _lookup, scope="read:accounts", who=Who.ANYONE),
    route("GET", "/api/v1/accounts/search", _search, scope="read:accounts"),
    route("GET", "/api/v1/accounts/relationships", _relationships, scope="read:follows"),
    route("GET", "/api/v1/accounts", _many, scope="read:accounts", who=Who.ANYONE),
    route("GET", _ONE, _get, scope="read:accounts", who=Who.ANYONE),
    route("GET", _ONE + "/statuses", _statuses, scope="read:statuses", who=Who.ANYONE),
    route("GET", _ONE + "/followers", _followers, scope="read:accounts", who=Who.ANYONE),
    route("GET", _ONE + "/following", _following, scope="read:accounts", who=Who.ANYONE),
    route("POST", _ONE + "/follow", _follow, scope="write:follows"),
    route("POST", _ONE + "/unfollow", _unfollow, scope="write:follows"),
    route("POST", _ONE + "/block", _block, scope="write:blocks"),
    route("POST", _ONE + "/unblock", _unblock, scope="write:blocks"),
    route("POST", _ONE + "/mute", _mute, scope="write:mutes"),
    route("POST", _ONE + "/unmute", _unmute, scope="write:mutes"),
]
