"""Flags before environment before brief.toml before defaults; a wrong setting is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli.options import parse_models, settings_from
from briefing.errors import SettingsError
from briefing.settings import read_settings


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    config = tmp_path / "brief.toml"
    config.write_text('lang = "fr"\nmodel = "file"\nbase_url = "http://file.test/v1"\n', encoding="utf-8")
    environment = {"BRIEF_MODEL": "environment", "OPENAI_BASE_URL": "http://environment.test/v1"}
    settings = read_settings({"base_url": "http://flag.test/v1", "out": None}, environment, config)
    assert (settings.lang, settings.model, settings.base_url) == ("fr", "environment", "http://flag.test/v1")


def test_mail_settings_come_from_all_three_places(tmp_path: Path) -> None:
    config = tmp_path / "brief.toml"
    config.write_text('[mail]\nhost = "mail.test"\nport = 25\ntls = "none"\n', encoding="utf-8")
    settings = read_settings({"mail": {"port": 587}}, {"BRIEF_SMTP_PASSWORD": "secret"}, config)
    assert (settings.mail.host, settings.mail.port, settings.mail.tls) == ("mail.test", 587, "none")
    assert settings.mail.password.get_secret_value() == "secret"


def test_keys_do_not_show_in_a_repr() -> None:
    settings = read_settings({"api_key": "sk-secret", "mail": {"password": "hidden"}}, {})
    assert "sk-secret" not in repr(settings)
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"lang": "klingonish-language"}, "BCP 47"),
        ({"lang": "qx"}, "no known language"),
        ({"by": "village"}, "'by'"),
        ({"formats": ("docx",)}, "'formats"),
        ({"length": "tiny"}, "'length'"),
        ({"chunk_tokens": 3}, "'chunk_tokens'"),
        ({"concurrency": "many"}, "'concurrency'"),
        ({"models": {"extrakt": "m"}}, "not a step"),
    ],
)
def test_a_wrong_setting_is_named(flags: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        read_settings(flags, {})


@pytest.mark.parametrize(
    ("content", "words"), [("lang = ", "cannot be read as TOML"), ("language = 'en'", "unknown setting 'language'")]
)
def test_a_wrong_file_is_named(tmp_path: Path, content: str, words: str) -> None:
    config = tmp_path / "brief.toml"
    config.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=words) as caught:
        read_settings({}, {}, config)
    assert str(config) in str(caught.value)


def test_a_config_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        read_settings({}, {}, tmp_path / "none.toml")


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans"])
def test_chinese_as_the_second_language_means_chinese_only(tag: str) -> None:
    assert read_settings({"lang": tag}, {}).lang == "zh"


def test_models_are_named_for_all_steps_or_by_step() -> None:
    assert parse_models("a") == ("a", {})
    assert parse_models("extract=a, merge=b") == (None, {"extract": "a", "merge": "b"})
    assert parse_models("a,merge=b") == ("a", {"merge": "b"})
    with pytest.raises(SettingsError, match="names no model"):
        parse_models("merge=")


@pytest.mark.parametrize(("text", "words"), [("{", "not JSON"), ("[1]", "must be a JSON object")])
def test_extra_body_must_be_a_json_object(text: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        settings_from(None, None, text)
