"""The command line: options → Settings → one call → show, exit code. The only package that prints and exits.

Exit codes: 0 all well; 1 something was left out, each listed in a line; 2 wrong use or settings; 130 stopped by the user.
"""

from __future__ import annotations

import os
import sys

LEFT_OUT, WRONG_USE, STOPPED = 1, 2, 130


def main() -> None:
    """The command ``brief``. Every error is one line on standard error, never a trace (but with ``-v``)."""
    from briefing.cli.app import app
    from briefing.errors import BriefingError, PromptError, SettingsError

    try:
        app()
    except (SettingsError, PromptError) as error:
        _stop(error, WRONG_USE)
    except BriefingError as error:
        _stop(error, LEFT_OUT)
    except KeyboardInterrupt:
        print("brief: stopped; every answer so far is stored, the next run goes on from there.", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(LEFT_OUT)
    except Exception as error:
        if "-v" in sys.argv or "--verbose" in sys.argv:
            raise
        print(f"brief: unexpected {type(error).__name__}: {error}; run again with -v and report it.", file=sys.stderr)
        sys.exit(LEFT_OUT)


def _stop(error: Exception, code: int) -> None:
    print(f"brief: {' '.join(str(error).split())}", file=sys.stderr)
    sys.exit(code)
