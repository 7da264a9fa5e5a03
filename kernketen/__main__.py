"""The program: a quick door for ``who``, else the whole command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with ``sys.argv`` and exit with its status."""
    # Only one of the two is needed, and the second costs five times the first.
    from kernketen.cli import door

    try:
        status = door.answer(sys.argv[1:])
        if status is None:
            from kernketen.cli.app import run

            status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        # The reader of our output has gone (``| head``): nothing is left to say, not even at exit.
        sys.stderr.close()
        status = 0
    sys.exit(status)


if __name__ == "__main__":
    main()
