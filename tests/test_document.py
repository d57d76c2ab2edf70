"""document: the JSON file keeps everything, follows its own schema, and reads back as it was."""

from __future__ import annotations

import json
from typing import Any

import factory
import jsonschema
import pytest

from briefing.document import SCHEMA_VERSION, Document, json_schema
from briefing.errors import RenderError
from briefing.records import Briefing, Cite, Entity
from briefing.stages.render import make_document, render


def document(briefing: Briefing, lang: str = "en") -> Document:
    return make_document(briefing, factory.run(lang), factory.pages())


def as_json(briefing: Briefing) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(document(briefing), "json", "brief"))
    return loaded


@pytest.mark.parametrize("briefing", factory.briefings(), ids=lambda one: one.slug)
def test_every_file_follows_the_schema_and_reads_back(briefing: Briefing) -> None:
    text = render(document(briefing), "json", "standard")
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(text))
    assert Document.model_validate_json(text) == document(briefing)


def test_the_schema_refuses_what_it_does_not_know() -> None:
    loaded = as_json(factory.weifang())
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not validator.is_valid(loaded | {"surprise": 1})
    assert not validator.is_valid(loaded | {"schema_version": "2"})
    assert not validator.is_valid({key: value for key, value in loaded.items() if key != "articles"})


def test_the_schema_is_itself_valid_and_versioned() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert as_json(factory.weifang())["schema_version"] == SCHEMA_VERSION == "1"


def test_json_holds_everything_whatever_the_length() -> None:
    made = document(factory.weifang())
    assert len({render(made, "json", length) for length in ("brief", "standard", "full")}) == 1
    assert [len(article.items) for article in made.articles] == [3, 3, 1]
    assert len(made.figures) == 7
    assert len(made.withheld) == 3


def test_a_citation_points_at_the_page_character_by_character() -> None:
    pages = factory.pages()
    made = document(factory.weifang())
    files = {article.number: article.file for article in made.articles}
    cites = [cite for row in (*made.figures, *made.people, *made.organisations) for cite in row.cites]
    assert any(len(cite.spans) == 2 for cite in cites)
    for cite in cites:
        page = pages[files[cite.article]].text
        assert "".join(page[start:end] for start, end in cite.spans) == cite.zh
        first, last = cite.lines
        assert "".join(page.split("\n")[first - 1 : last]).count(cite.zh) == 1


def test_citations_are_sorted_and_stand_once() -> None:
    statement = document(factory.weifang()).sections[0].items[0].statements[1]
    assert [cite.mark for cite in statement.cites] == ["1.3", "1.5"]


def test_a_bullet_keeps_the_bounds_of_its_statements() -> None:
    item = document(factory.weifang()).sections[0].items[0]
    assert [len(s.text["zh"]) for s in item.statements] == [14, 17]
    assert item.text["zh"] == "".join(s.text["zh"] for s in item.statements)
    assert item.text["en"] == " ".join(s.text["en"] for s in item.statements)


def test_items_tell_whether_they_were_printed() -> None:
    articles = document(factory.weifang()).articles
    assert {item.id: item.printed for article in articles for item in article.items} == {
        "1-1": True,
        "1-2": True,
        "1-3": True,
        "2-1": True,
        "2-2": False,
        "2-3": True,
        "3-1": False,
    }


def test_items_of_two_pages_with_the_same_id_stay_apart() -> None:
    weifang, ganzhou = factory.weifang(), factory.ganzhou()
    both = weifang.model_copy(update={"readings": (*ganzhou.readings, *weifang.readings)})
    items = {item.id: item for article in document(both).articles for item in article.items}
    assert len(items) == 8
    assert not items["1-1"].printed  # Ganzhou's park: Weifang's statements name an item 1-1, but cite other articles
    assert items["2-1"].printed


def test_articles_are_numbered_in_reading_order() -> None:
    weifang = factory.weifang()
    turned = weifang.model_copy(update={"readings": tuple(reversed(weifang.readings))})
    made = document(turned)
    assert [article.headline["zh"][:3] for article in made.articles] == ["修伞匠", "寿光老", "城区三"]
    assert made.headline is not None
    assert [cite.mark for cite in made.headline.cites] == ["2.2", "3.2"]


def test_a_person_named_in_two_articles_of_a_district_stands_once() -> None:
    weifang = factory.weifang()
    first, second, third = weifang.readings
    again = Entity(
        name=factory.both("马洪军", "Ma Hongjun"),
        role=factory.both("示范户", "model grower"),
        cites=factory.cites(second.placed.article, 3),
    )
    twice = second.model_copy(update={"people": (*second.people, again)})
    people = document(weifang.model_copy(update={"readings": (first, twice, third)})).people
    row = next(person for person in people if person.name["zh"] == "马洪军")
    assert row.role == {"zh": "稻田镇种植户；示范户", "en": "grower, Daotian Town; model grower"}
    assert [cite.mark for cite in row.cites] == ["2.3", "2.4"]
    assert len(people) == 4


def test_a_surname_alone_is_not_taken_for_one_person_across_articles() -> None:
    weifang = factory.weifang()
    named = [
        reading.model_copy(
            update={
                "people": (
                    factory.entity(
                        factory.both("王女士", "Ms Wang"),
                        factory.both("居民", "resident"),
                        factory.cites(reading.placed.article, 2),
                    ),
                ),
            }
        )
        for reading in weifang.readings
    ]
    assert len(document(weifang.model_copy(update={"readings": tuple(named)})).people) == 3


def test_a_withheld_claim_keeps_its_words_reason_and_what_it_pointed_at() -> None:
    withheld = document(factory.weifang()).withheld
    assert [(one.reason.value, one.step) for one in withheld] == [
        ("figure_unsupported", "extract"),
        ("citation_missing", "extract"),
        ("figure_unsupported", "merge"),
    ]
    assert withheld[0].cites[0].zh.startswith("调整后")


def test_a_withheld_claim_may_point_at_a_sentence_that_does_not_exist() -> None:
    weifang = factory.weifang()
    loose = factory.rejection(
        factory.both("无据。", "Unfounded."),
        (Cite(article=factory.buses().key, sentence=99), Cite(article="elsewhere.txt:1", sentence=1)),
        weifang.rejections[0].reason,
        "no such sentence",
    )
    made = document(weifang.model_copy(update={"rejections": (loose,)}))
    assert [(one.article, one.zh) for one in made.withheld[-1].cites] == [(None, ""), (None, "")]


def test_the_counts_add_up() -> None:
    here = document(factory.weifang()).run.here
    assert (here.articles, here.failed, here.claims, here.kept) == (3, 0, 36, 33)
    assert here.claims - here.kept == sum(here.withheld.values())
    assert document(factory.ganzhou()).run.here.failed == 1


def test_a_printed_text_that_cites_nothing_known_stops_the_rendering() -> None:
    weifang = factory.weifang()
    bad = factory.statement(factory.both("某句。", "Something."), (Cite(article="elsewhere.txt:1", sentence=1),))
    with pytest.raises(RenderError, match=r"weifang: .*sentence 1 of elsewhere\.txt:1"):
        document(weifang.model_copy(update={"lede": (bad,)}))


def test_a_page_that_was_not_given_is_named() -> None:
    with pytest.raises(RenderError, match=r"weifang/0506\.txt was not given"):
        make_document(factory.weifang(), factory.run(), {})
