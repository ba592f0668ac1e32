"""`parlour simulate`: the make-believe network on a port of this machine."""

import argparse
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from parlour.simulator.app import create_app
from parlour.simulator.cast import SHIPPED, Cast, load_cast
from parlour.simulator.entry import CastError
from parlour.simulator.network import Network, Settings
from parlour.simulator.player import Player
from parlour.simulator.rooms.browser import is_this_machine
from parlour.simulator.serving import server

_UNUSABLE = 2


def main(argv: list[str] | None = None) -> int:
    """Serves until interrupted. Answers 0, or 2 when it cannot start (with one line on stderr that says why)."""
    options = _parser().parse_args(argv)
    try:
        player = _player(options)
        listening = _listen(options)
    except (CastError, ValueError, OSError) as error:
        print(f"parlour simulate: {error}", file=sys.stderr)
        return _UNUSABLE
    if not options.quiet:
        _greet(player, options)
    with suppress(KeyboardInterrupt):
        server(create_app(player.network, player=player)).run([listening])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parlour simulate", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8130, help="port to listen on (default %(default)s)")
    parser.add_argument("--allow-remote", action="store_true", help="let other machines in: there are no passwords")
    parser.add_argument("--speed", type=float, default=1.0, help="scene seconds per real second (default %(default)s)")
    parser.add_argument("--scenes", default="", help="play only these, separated by commas, in this order")
    parser.add_argument("--stagger", type=float, default=20.0, help="scene seconds between two scenes' starts")
    parser.add_argument("--seed", type=int, default=0, help="of all chance (default %(default)s)")
    parser.add_argument("--token-prefix", default="sim", help="tokens are PREFIX-HANDLE (default %(default)s)")
    parser.add_argument("--filter-direct", action="store_true", help="hold back direct messages of strangers")
    parser.add_argument("--cast", type=Path, default=SHIPPED, help="folder of another cast")
    parser.add_argument("--no-cast", action="store_true", help="nobody but the two brands")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    return parser


def _player(options: argparse.Namespace) -> Player:
    cast = Cast() if options.no_cast else load_cast(options.cast)
    settings = replace(
        Settings(),
        base_url=f"http://{options.host}:{options.port}",
        token_prefix=options.token_prefix,
        filter_direct=options.filter_direct,
    )
    player = Player(Network(settings, seed=options.seed), cast, speed=options.speed)
    wanted = [name.strip() for name in options.scenes.split(",") if name.strip()]
    known = [scene.id for scene in cast.scenes]
    for name in wanted:
        if name not in known:
            raise ValueError(f"there is no scene {name!r}; there are: {', '.join(known) or 'none'}")
    for index, name in enumerate(wanted or known):
        player.play(name, start_after=index * options.stagger)
    return player


def _listen(options: argparse.Namespace) -> socket.socket:
    if not options.allow_remote and not is_this_machine(options.host):
        raise ValueError(f"{options.host} is not this machine alone; add --allow-remote if that is meant")
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise OSError(
            f"cannot listen on {options.host} port {options.port}: {reason}; choose another --port"
        ) from error
    return listening


def _greet(player: Player, options: argparse.Namespace) -> None:
    network = player.network
    print(f"The Lobby listens on http://{options.host}:{options.port} (scenes: {', '.join(player.playing) or 'none'})")
    for account in network.books.accounts:
        if account.brand:
            print(f"  @{account.acct}  token {network.token_for(account)}")
    sys.stdout.flush()
