"""`python -m parlour.simulator`."""

from parlour.simulator.main import main

if __name__ == "__main__":
    raise SystemExit(main())
