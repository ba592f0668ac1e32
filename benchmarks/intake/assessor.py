"""The second process of intake, as a worker is in life: assesses whatever waits until its input ends."""

import sys
import threading

import django

django.setup()

from parlour.usecases.assess_loop import run  # noqa: E402
from parlour.usecases.house import the_house  # noqa: E402


def main() -> None:
    house, stop = the_house(), threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    print("ready", flush=True)
    run(stop, house)


if __name__ == "__main__":
    main()
