"""``python -m briefing`` is ``brief``."""

from briefing.cli import main

if __name__ == "__main__":
    main()
