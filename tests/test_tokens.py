"""Tokens are counted as the models count them, without network, from the shipped ranks."""

from __future__ import annotations

import hashlib
import lzma
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiktoken.model
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import resources
from briefing.errors import SettingsError
from briefing.model import tokens

TEXT = "老渡口新桥合龙。本报讯 3月9日,白沙河新桥顺利合龙,桥长412米。\n\nThe bridge is 412 m long.\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own, and no encoding loaded before."""
    monkeypatch.setattr(tokens, "_cache_folder", lambda: tmp_path / "cache")
    tokens.load_encoding.cache_clear()
    yield tmp_path / "cache"
    tokens.load_encoding.cache_clear()


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_an_encoding_gives_back_what_it_was_given(name: str) -> None:
    encoding = tokens.load_encoding(name)
    assert encoding.decode(encoding.encode(TEXT)) == TEXT
    assert tokens.count_tokens(TEXT, encoding) == len(encoding.encode(TEXT))


def test_the_counts_are_those_of_the_published_encodings() -> None:
    assert tokens.count_tokens("hello world", tokens.load_encoding("cl100k_base")) == 2
    assert tokens.load_encoding("cl100k_base").encode("hello world") == [15339, 1917]
    assert tokens.load_encoding("o200k_base").encode("hello world") == [24912, 2375]


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_the_recipe_is_the_one_of_tiktoken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    openai_public = pytest.importorskip("tiktoken_ext.openai_public")
    asked: list[str] = []
    monkeypatch.setattr(
        openai_public, "load_tiktoken_bpe", lambda url, expected_hash: asked.append(expected_hash) or {}
    )
    theirs = getattr(openai_public, name)()
    ours = tokens._RECIPES[name]
    assert (ours.pattern, ours.special, ours.sha256) == (theirs["pat_str"], theirs["special_tokens"], asked[0])


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_the_shipped_ranks_are_unaltered(name: str) -> None:
    ranks = lzma.decompress(resources.data(f"{name}.tiktoken.xz").read_bytes())
    assert hashlib.sha256(ranks).hexdigest() == tokens._RECIPES[name].sha256


@pytest.mark.parametrize(
    "model",
    [
        *(
            "gpt-4o",
            "gpt-4o-mini",
            "gpt-4.1-nano",
            "gpt-4.5-preview",
            "gpt-5",
            "gpt-5-mini",
            "o1",
            "o3-mini",
            "o4-mini",
        ),
        *("gpt-4", "gpt-4-0613", "gpt-4-turbo", "gpt-3.5-turbo", "gpt-35-turbo"),
        *("ft:gpt-3.5-turbo:press", "ft:gpt-4o:press"),
    ],
)
def test_the_encoding_of_a_model_is_the_one_that_tiktoken_names(model: str) -> None:
    assert tokens.encoding_name_for(model) == tiktoken.model.encoding_name_for_model(model)


def test_a_model_behind_a_router_is_known_and_an_unknown_one_gets_the_newest_encoding() -> None:
    assert tokens.encoding_name_for("openai/gpt-4-turbo") == "cl100k_base"
    assert {tokens.encoding_name_for(name) for name in ("qwen3-32b", "deepseek-chat", "")} == {"o200k_base"}


def test_the_encoding_may_be_given_and_a_wrong_one_is_told_the_right_ones() -> None:
    assert tokens.encoding_name_for("gpt-4o", "cl100k_base") == "cl100k_base"
    with pytest.raises(SettingsError, match=r"'p50k'.*o200k_base or cl100k_base"):
        tokens.encoding_name_for("gpt-4o", "p50k")
    with pytest.raises(SettingsError, match="o200k_base or cl100k_base"):
        tokens.load_encoding("p50k")


def test_what_looks_like_a_special_token_on_a_page_is_plain_text() -> None:
    encoding = tokens.load_encoding("o200k_base")
    assert tokens.count_tokens("<|endoftext|>", encoding) > 1


@given(st.text(max_size=80))
@settings(deadline=None)  # the first call loads the ranks
def test_any_text_can_be_counted(text: str) -> None:
    encoding = tokens.load_encoding("o200k_base")
    assert 0 <= tokens.count_tokens(text, encoding) <= len(text.encode())


# ------------------------------------------------------------------ the cache


def load_again() -> int:
    tokens.load_encoding.cache_clear()
    return tokens.count_tokens(TEXT, tokens.load_encoding("cl100k_base"))


def test_the_ranks_are_unpacked_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = load_again()
    (kept,) = cache.iterdir()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == tokens._RECIPES["cl100k_base"].sha256
    monkeypatch.setattr(tokens, "_unpack", lambda name: pytest.fail("unpacked again"))
    assert load_again() == counted


def test_altered_ranks_in_the_cache_are_replaced(cache: Path) -> None:
    counted = load_again()
    (kept,) = cache.iterdir()
    sound = kept.read_bytes()
    kept.write_bytes(sound[:1000])
    assert load_again() == counted
    assert [path.read_bytes() for path in cache.iterdir()] == [sound]


def test_ranks_are_read_where_nothing_can_be_kept(cache: Path) -> None:
    counted = load_again()
    (kept,) = cache.iterdir()
    kept.unlink()
    cache.rmdir()
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert load_again() == counted
    assert cache.is_file()


def test_altered_shipped_ranks_are_told_and_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "data", lambda name: tmp_path / name)
    (tmp_path / "cl100k_base.tiktoken.xz").write_bytes(lzma.compress(b"IQ== 0\n"))
    with pytest.raises(SettingsError, match="altered; install it anew"):
        load_again()
    (tmp_path / "cl100k_base.tiktoken.xz").write_bytes(b"no xz")
    with pytest.raises(SettingsError, match="broken"):
        load_again()


def test_the_module_costs_no_start_up() -> None:
    check = (
        "import sys; import briefing.model.tokens; sys.exit('tiktoken' in sys.modules or 'platformdirs' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True, cwd=Path(__file__).parents[1])
