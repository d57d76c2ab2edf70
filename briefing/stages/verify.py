"""verify: the model's word in, proven items and rejections out. No model, no network.

First checks: a citation exists; both languages are there; every number is found by value in the cited sentences;
quotation marks hold printed words; names and table rows are printed; no address or markup that no sentence prints.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TypeVar

from briefing.language.numbers.quantities import read_quantities
from briefing.language.numbers.support import derivable, unsupported_figures
from briefing.records import (
    Cite,
    Claim,
    Entity,
    Extraction,
    Item,
    KeyFigure,
    Note,
    Placed,
    Reading,
    Reason,
    Rejection,
    Sentence,
    Statement,
    Texts,
    Usage,
)

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED_ZH = re.compile(r"“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"|《([^《》]*)》")
_QUOTED_READER = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|\"[^\"]*\"")
_MARKUP = re.compile(r"https?:|www\.|</?[a-zA-Z!]|\]\s*\(|!\[|javascript:|[\w.]+@[\w-]+\.\w", re.IGNORECASE)
_MARKS = re.compile(r"[\s“”\"‘’'「」『』]+")

# What a note may count in words without a source: more would be a figure.
SMALL = 10

# Traditional units as a note may explain them (Chinese market system of 1929, still in use; 1 mu is 1/15 hectare).
UNIT_FACTS = tuple(
    (re.compile(name), frozenset(map(Decimal, facts.split())))
    for name, facts in (
        (r"亩|\bmu\b", "0.067 0.0667 0.07 667 666.7 15"),
        (r"斤|两|\bjin\b|\bliang\b", "0.5 500 50"),
        (r"里|\bli\b", "0.5 500"),
        (r"毛|角|\bmao\b|\bjiao\b", "0.1"),
    )
)

Fault = tuple[Reason, str]
Row = TypeVar("Row", KeyFigure, Entity)


@dataclass
class _Ledger:
    """What one article's checks gave."""

    made: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, cites: tuple[Cite, ...], text: Texts, fault: Fault) -> None:
        claim = Claim(cites=cites, text=text)
        self.rejections.append(Rejection(claim=claim, reason=fault[0], detail=fault[1], step="extract"))


def verify_extraction(
    extraction: Extraction, placed: Placed, lang: str, usage: Usage | None = None, page: str = ""
) -> Reading:
    """The reading of one article: what passed as items and rows, what failed as rejections with reasons.

    ``page`` is the text of all articles of the page: a note may hold one article's figure against another's.
    """
    sentences = {s.number: s for s in placed.article.sentences}
    ledger = _Ledger()
    kept = [c for c in extraction.claims if _passes(c.cites, c.text, sentences, lang, ledger)]
    whole = "\n".join(sentence.text for sentence in placed.article.sentences)
    check_figure = partial(figure_fault, article=whole)
    figures = tuple(f for f in extraction.figures if _row(f, sentences, lang, ledger, check_figure))
    people = tuple(e for e in extraction.people if _row(e, sentences, lang, ledger, entity_fault))
    organisations = tuple(e for e in extraction.organisations if _row(e, sentences, lang, ledger, entity_fault))
    notes = _notes(extraction.notes, page or whole, sentences, lang, ledger)
    return Reading(
        placed=placed,
        headline=_headline(extraction.headline, placed, lang),
        items=tuple(
            Item(id=f"{placed.article.number}-{n}", cites=c.cites, text=c.text) for n, c in enumerate(kept, start=1)
        ),
        figures=figures,
        people=people,
        organisations=organisations,
        notes=notes,
        rejections=tuple(ledger.rejections),
        claims=ledger.made,
        usage=usage or Usage(),
    )


def check_text(text: Texts, source: str, lang: str) -> Fault | None:
    """The first fault of a statement held against ``source``, the cited Chinese sentences; None when it passes."""
    for tag in dict.fromkeys(("zh", lang)):
        fault = _words_fault(text.get(tag, ""), tag, source)
        if fault is not None:
            return fault
    return None


def join_sources(cites: Iterable[Cite], sentences: Mapping[tuple[str, int], Sentence]) -> str | None:
    """The cited sentences, one a line; None where one does not exist or none is cited."""
    found = [sentences.get((cite.article, cite.sentence)) for cite in cites]
    if not found or any(sentence is None for sentence in found):
        return None
    return "\n".join(sentence.text for sentence in found if sentence is not None)


def index_sentences(readings: Iterable[Reading]) -> dict[tuple[str, int], Sentence]:
    """(article key, sentence number) → sentence, over a briefing's articles."""
    return {(r.placed.article.key, s.number): s for r in readings for s in r.placed.article.sentences}


def verify_statement(statement: Statement, sentences: Mapping[tuple[str, int], Sentence], lang: str) -> Fault | None:
    """The first fault of a merged statement; its cites are those of its items."""
    source = join_sources(statement.cites, sentences)
    if source is None:
        return (Reason.CITATION_MISSING, "it names no item, or one that does not exist")
    return check_text(statement.text, source, lang)


def note_fault(text: Texts, source: str, lang: str) -> Fault | None:
    """Notes are ours: only their numbers and markup are held against the articles.

    A small number in words may count what stands in print ("two quotations", 三项), which no sentence says; a sum of
    neighbouring figures, or a difference, may be held against the figure that is printed.
    """
    for tag in dict.fromkeys(("zh", lang)):
        words = text.get(tag, "")
        fault = _language_fault(words, tag) or _markup_fault(words, source) or _note_figure_fault(words, tag, source)
        if fault is not None:
            return fault
    return None


def _note_figure_fault(words: str, tag: str, source: str) -> Fault | None:
    missing = unsupported_figures(words, tag, source)
    derived = derivable(source) if missing else frozenset()
    missing = tuple(one for one in missing if not _is_ours(one, words, tag, derived))
    return (Reason.FIGURE_UNSUPPORTED, f"{tag}: {', '.join(missing)} not in the articles") if missing else None


def _is_ours(printed: str, words: str, tag: str, derived: frozenset[Decimal]) -> bool:
    return _is_small_word(printed, tag) or _is_derived(printed, tag, derived) or _is_unit_fact(printed, words, tag)


def _is_unit_fact(printed: str, words: str, tag: str) -> bool:
    """What a traditional unit is: 1亩 is 0.067 hectares, 1斤 is 0.5 kg."""
    values = {figure.value for figure in read_quantities(printed, tag)}
    return any(name.search(words) and values <= facts | {Decimal(1)} for name, facts in UNIT_FACTS)


def _is_derived(printed: str, tag: str, derived: frozenset[Decimal]) -> bool:
    figures = read_quantities(printed, tag)
    return bool(figures) and all(figure.value in derived for figure in figures)


def _is_small_word(printed: str, tag: str) -> bool:
    if any(character.isdigit() and character.isascii() for character in printed):
        return False
    figures = read_quantities(printed, tag)
    return bool(figures) and all(f.value is not None and f.value <= SMALL for f in figures)


def figure_fault(row: KeyFigure, source: str, lang: str, article: str = "") -> Fault | None:
    """A table row: the printed words stand in the source, and the value says no number that they do not.

    ``who`` may carry a number of a name (第三人民医院, the 12345 hotline) that stands elsewhere in ``article``.
    """
    if not row.printed.strip() or _plain(row.printed) not in _plain(source):
        return (Reason.FIGURE_UNSUPPORTED, f"{row.printed!r} is not printed in the cited sentences")
    value, what, who = (text.get(lang, "") for text in (row.value, row.what, row.who))
    return (
        _figure_fault(value, lang, row.printed)
        or _figure_fault(what, lang, source)
        or _figure_fault(who, lang, article or source)
        or _markup_fault(f"{value} {what} {who}", source)
    )


def entity_fault(row: Entity, source: str, lang: str) -> Fault | None:
    """A person or organisation: the Chinese name is printed; the role says no number that is not."""
    printed = row.name["zh"]
    if not printed.strip() or _plain(printed) not in _plain(source):
        return (Reason.NAME_UNSUPPORTED, f"{printed!r} is not printed in the cited sentences")
    words = f"{row.name.get(lang, '')} {row.role.get(lang, '')}"
    return _figure_fault(words, lang, source) or _markup_fault(words, source)


def _passes(
    cites: tuple[Cite, ...], text: Texts, sentences: Mapping[int, Sentence], lang: str, ledger: _Ledger
) -> bool:
    ledger.made += 1
    source = _source(cites, sentences)
    fault = _no_citation(cites) if source is None else check_text(text, source, lang)
    if fault is not None:
        ledger.reject(cites, text, fault)
    return fault is None


def _row(
    row: Row,
    sentences: Mapping[int, Sentence],
    lang: str,
    ledger: _Ledger,
    check: Callable[[Row, str, str], Fault | None],
) -> bool:
    ledger.made += 1
    source = _source(row.cites, sentences)
    fault = _no_citation(row.cites) if source is None else check(row, source, lang)
    if fault is not None:
        ledger.reject(row.cites, row.value if isinstance(row, KeyFigure) else row.name, fault)
    return fault is None


def _notes(
    notes: Sequence[Note], whole: str, sentences: Mapping[int, Sentence], lang: str, ledger: _Ledger
) -> tuple[Note, ...]:
    kept: list[Note] = []
    for note in notes:
        ledger.made += 1
        fault = note_fault(note.text, whole, lang)
        if fault is None:
            kept.append(note.model_copy(update={"cites": tuple(c for c in note.cites if c.sentence in sentences)}))
        else:
            ledger.reject(note.cites, note.text, fault)
    return tuple(kept)


def _headline(headline: Texts, placed: Placed, lang: str) -> Texts:
    """The reader's headline where it passes; else the Chinese alone."""
    whole = "\n".join(sentence.text for sentence in placed.article.sentences)
    words = headline.get(lang, "")
    fault = _figure_fault(words, lang, whole) or _markup_fault(words, whole)
    return {"zh": headline["zh"]} if fault or not words.strip() else headline


def _source(cites: tuple[Cite, ...], sentences: Mapping[int, Sentence]) -> str | None:
    if not cites or any(cite.sentence not in sentences for cite in cites):
        return None
    return "\n".join(sentences[cite.sentence].text for cite in cites)


def _no_citation(cites: tuple[Cite, ...]) -> Fault:
    if not cites:
        return (Reason.CITATION_MISSING, "it cites no sentence")
    return (Reason.CITATION_MISSING, f"it cites {', '.join(str(c.sentence) for c in cites)}, not all of which exist")


def _words_fault(words: str, tag: str, source: str) -> Fault | None:
    return (
        _language_fault(words, tag)
        or _markup_fault(words, source)
        or _figure_fault(words, tag, source)
        or _quote_fault(words, tag, source)
    )


def _language_fault(words: str, tag: str) -> Fault | None:
    if not words.strip():
        return (Reason.LANGUAGE_MISSING, f"the {tag} text is empty")
    han, letters = len(_HAN.findall(words)), len(_LETTER.findall(words))
    if tag.startswith("zh") and not han:
        return (Reason.LANGUAGE_MISSING, f"the {tag} text holds no Chinese")
    # A gloss or two in brackets is fine; a text that is mostly Chinese was not translated. Japanese is let through.
    if not tag.startswith(("zh", "ja", "yue")) and han * 2 > letters:
        return (Reason.LANGUAGE_MISSING, f"the {tag} text is mostly Chinese")
    return None


def _markup_fault(words: str, source: str) -> Fault | None:
    for match in _MARKUP.finditer(words):
        if match[0] not in source:
            return (Reason.MARKUP, f"{match[0]!r} is not printed in the cited sentences")
    return None


def _figure_fault(words: str, tag: str, source: str) -> Fault | None:
    missing = unsupported_figures(words, tag, source)
    if missing:
        return (Reason.FIGURE_UNSUPPORTED, f"{tag}: {', '.join(missing)} not in the cited sentences")
    return None


def _quote_fault(words: str, tag: str, source: str) -> Fault | None:
    if tag.startswith("zh"):
        return _chinese_quote_fault(words, source)
    quoted = _QUOTED_READER.findall(words)
    printed = _QUOTED_ZH.findall(source)
    if len(quoted) > len(printed):
        return (
            Reason.QUOTE_ALTERED,
            f"{tag}: quotation marks around {quoted[-1]}, more than the cited sentences print",
        )
    return None


def _chinese_quote_fault(words: str, source: str) -> Fault | None:
    plain = _plain(source)
    for groups in _QUOTED_ZH.findall(words):
        quoted = "".join(groups)
        if _plain(quoted).rstrip(",.;:!?。、…") not in plain:
            return (Reason.QUOTE_ALTERED, f"zh: “{quoted}” is not printed so in the cited sentences")
    return None


def _plain(text: str) -> str:
    """For comparing: full-width and half-width alike, no white space, no quotation marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))
