"""Mail: one message a recipient, over an encrypted connection, against a real SMTP server on loopback."""

from __future__ import annotations

import asyncio
import email
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import factory
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from mailserver import PASSWORD, USER, Authority, Box, cut, delivered, make_authority, serving, settings

from briefing.delivery.digest import Digest, make_digest
from briefing.delivery.mail import Report, compose, preview, send
from briefing.errors import DeliveryError, SettingsError
from briefing.settings import MailSettings
from briefing.stages.render import make_document

SENDER = "城市简报 <briefing@news.example.org>"
READER = "reader@example.org"
NOON = datetime(2030, 3, 15, 12, tzinfo=UTC)


def digest() -> Digest:
    documents = [make_document(one, factory.run(), factory.pages()) for one in factory.briefings()]
    return make_digest(documents)


def letters(*recipients: str) -> tuple[EmailMessage, ...]:
    return compose(digest(), SENDER, recipients or (READER,), NOON)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"), "127.0.0.1", "localhost")


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    return authority


@contextmanager
def failing(error: type[Exception], *words: str) -> Iterator[None]:
    """The error says each of ``words``, is one line, and never the password."""
    with pytest.raises(error) as raised:
        yield
    said = str(raised.value)
    assert all(word in said for word in words), said
    assert "\n" not in said
    assert PASSWORD not in said


# ------------------------------------------------------------------ composing


def test_a_mail_has_the_markdown_as_text_and_the_html_beside_it() -> None:
    made, (message,) = digest(), letters()
    assert message.get_content_type() == "multipart/alternative"
    parsed = email.message_from_bytes(message.as_bytes(), policy=SMTP_POLICY)
    assert isinstance(parsed, EmailMessage)
    text, html = parsed.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == made.markdown
    assert html.get_content().replace("\r\n", "\n") == made.html
    assert [part["Content-Language"] for part in (text, html)] == ["en, zh", "en, zh"]
    assert "潍坊三条公交线路延时" in text.get_content()


def test_a_mail_is_pure_ascii_on_the_wire_with_short_lines() -> None:
    short = digest().model_copy(update={"subject": "简报", "markdown": "潍坊市\n", "html": "<p>潍坊市</p>\n"})
    wire = letters()[0].as_bytes() + compose(short, SENDER, [READER], NOON)[0].as_bytes()
    assert wire.isascii()
    assert max(map(len, wire.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1
    assert b"\n" not in wire.replace(b"\r\n", b"")


def test_each_recipient_gets_a_message_that_names_no_other() -> None:
    first, second = letters("Liu Yan <liu@example.org>", "wang@example.net")
    assert str(first["To"]) == "Liu Yan <liu@example.org>"
    assert str(second["To"]) == "wang@example.net"
    assert b"wang@" not in first.as_bytes()
    assert b"liu@" not in second.as_bytes()
    assert first["Message-ID"] != second["Message-ID"]


def test_an_address_given_twice_gets_one_message() -> None:
    assert [str(m["To"]) for m in letters("a@example.org", "b@example.org", "A@Example.org")] == [
        "a@example.org",
        "b@example.org",
    ]


def test_the_same_mail_composed_again_is_the_same_to_the_byte() -> None:
    assert [m.as_bytes() for m in letters("a@example.org")] == [m.as_bytes() for m in letters("a@example.org")]
    later = compose(digest(), SENDER, ["a@example.org"], datetime(2030, 3, 16, tzinfo=UTC))
    assert later[0]["Message-ID"] != letters("a@example.org")[0]["Message-ID"]


def test_the_message_id_is_of_the_senders_domain_or_of_the_given_one() -> None:
    assert letters()[0]["Message-ID"].endswith("@news.example.org>")
    (message,) = compose(digest(), SENDER, [READER], NOON, domain="mail.example.net")
    assert message["Message-ID"].endswith("@mail.example.net>")
    assert message["Date"].datetime == NOON
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_chinese_subject_and_sender_survive_the_wire() -> None:
    chinese = digest().model_copy(update={"subject": "简报：潍坊市、赣州市 +1 · 2030年3月15日" + "、呼和浩特市" * 12})
    (message,) = compose(chinese, SENDER, [READER], NOON)
    wire = message.as_bytes()
    assert wire.isascii()
    back = email.message_from_bytes(wire, policy=SMTP_POLICY)
    assert str(back["Subject"]) == chinese.subject
    assert back["From"].addresses[0].display_name == "城市简报"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader",
        "@example.org",
        "reader@",
        "reader@@example.org",
        "reader@example..org",
        ".reader@example.org",
        "reader@-example.org",
        "reader@example.org, other@example.org",
        "Liu <reader@example.org> <other@example.org>",
        "reader@example.org\r\nBcc: all@example.org",
        "Liu\nBcc: all@example.org <reader@example.org>",
        "reader@example.org>\r\nDATA",
        "Liu\x00Yan <reader@example.org>",
        "Liu\u2028Yan <reader@example.org>",
        "读者@example.org",
        "reader@例子.中国",
        "x" * 65 + "@example.org",
        "reader@" + "x." * 130 + "org",
    ],
)
def test_what_is_no_address_is_named_and_refused(address: str) -> None:
    with failing(SettingsError, "recipient", "is not an e-mail address"):
        letters("good@example.org", address)
    with failing(SettingsError, "sender" if address else "BRIEF_MAIL_FROM"):
        compose(digest(), address, [READER], NOON)


@pytest.mark.parametrize(
    "address", ["a@b.c", "root@localhost", "o'neil+news@example.co.uk", '"Liu, Yan" <liu@example.org>']
)
def test_ordinary_addresses_are_taken(address: str) -> None:
    (message,) = letters(address)
    assert message["To"].addresses[0].addr_spec in address


def test_a_mail_to_nobody_is_refused() -> None:
    with failing(SettingsError, "--to"):
        compose(digest(), SENDER, [], NOON)


def test_a_subject_with_line_breaks_makes_no_header() -> None:
    hostile = digest().model_copy(update={"subject": "简报\r\nBcc: all@example.org\r\n\r\n<b>" + "长" * 5000})
    (message,) = compose(hostile, SENDER, [READER], NOON)
    back = email.message_from_bytes(message.as_bytes(), policy=SMTP_POLICY)
    assert back["Bcc"] is None
    assert str(back["Subject"]).startswith("简报 Bcc: all@example.org")
    assert len(str(back["Subject"])) <= 200
    assert set(back.keys()) == set(letters()[0].keys())


# ------------------------------------------------------------------ preview


def test_a_preview_writes_what_would_be_sent(tmp_path: Path) -> None:
    messages = letters("liu@example.org", "etc/passwd@example.org")
    paths = preview(messages, tmp_path / "out")
    assert [path.name for path in paths] == ["01-liu-example-org.eml", "02-etc-passwd-example-org.eml"]
    assert all(path.parent == tmp_path / "out" for path in paths)
    assert [path.read_bytes() for path in paths] == [message.as_bytes() for message in messages]


def test_a_preview_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here")
    with failing(DeliveryError, str(tmp_path / "out"), "cannot be written"):
        preview(letters(), tmp_path / "out")


# ------------------------------------------------------------------ sending


def test_mail_arrives_over_starttls_after_a_login_with_chinese_intact(trusted: Authority) -> None:
    box = Box()
    report = delivered(box, letters(), "starttls", trusted, PASSWORD)
    assert report == Report(sent=(READER,), unsent=())
    assert box.logins == [(USER.encode(), PASSWORD.encode())]
    assert (box.envelopes[0].mail_from, box.envelopes[0].rcpt_tos) == ("briefing@news.example.org", [READER])
    text, html = box.message().iter_parts()
    assert "寿光市截至5月4日已改造大棚2870个。[2.2]" in text.get_content()
    assert "寿光市截至5月4日已改造大棚2870个。" in html.get_content()
    assert str(box.message()["Subject"]) == "Briefing: Weifang, Ganzhou +1 · 15 March 2030"


def test_mail_arrives_over_tls_from_the_start(trusted: Authority) -> None:
    box = Box()
    assert delivered(box, letters(), "tls", trusted).sent == (READER,)


def test_mail_arrives_unencrypted_where_that_is_asked_for() -> None:
    assert delivered(Box(), letters()).sent == (READER,)


def test_many_recipients_share_one_connection_and_see_nobody_else() -> None:
    box = Box()
    readers = [f"reader{n}@example.org" for n in range(5)]
    assert delivered(box, letters(*readers)).sent == tuple(readers)
    assert box.connections == 1
    assert [envelope.rcpt_tos for envelope in box.envelopes] == [[reader] for reader in readers]
    assert [str(box.message(n)["To"]) for n in range(5)] == readers


def test_a_refused_recipient_is_named_and_the_others_get_their_mail() -> None:
    box = Box(refused=("gone@example.org",))
    report = delivered(box, letters("a@example.org", "gone@example.org", "b@example.org"))
    assert report.sent == ("a@example.org", "b@example.org")
    (unsent,) = report.unsent
    assert unsent.recipient == "gone@example.org"
    assert "550 5.1.1 No such mailbox" in unsent.reason
    assert unsent.lasting
    assert len(box.envelopes) == 2


def test_a_wrong_password_is_said_and_never_shown(trusted: Authority) -> None:
    async def go(box: Box) -> None:
        async with serving(box, "starttls", trusted, login=True) as port:
            with failing(DeliveryError, f"127.0.0.1:{port}", "refused the login of 'briefing'", "BRIEF_SMTP_PASSWORD"):
                await send(letters(), settings(port, "starttls", "wrong-secret"), timeout=5)

    box = Box()
    asyncio.run(go(box))
    assert box.envelopes == []


def test_a_server_that_repeats_the_password_is_not_quoted(trusted: Authority) -> None:
    class Parrot(Box):
        def authenticate(
            self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: Any
        ) -> AuthResult:
            return AuthResult(
                success=False, handled=False, message=f"535 5.7.8 no login for {PASSWORD.encode()!r} as secret-X"
            )

    async def go() -> None:
        async with serving(Parrot(), "starttls", trusted, login=True) as port:
            with pytest.raises(DeliveryError) as raised:
                await send(letters(), settings(port, "starttls", "secret-X"), timeout=5)
            assert "535" in str(raised.value)
            assert "secret-X" not in str(raised.value)

    asyncio.run(go())


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_server_without_starttls_gets_neither_mail_nor_password() -> None:
    box = Box()
    with failing(DeliveryError, "offers no STARTTLS", "BRIEF_SMTP_TLS"):
        delivered(box, letters(), "none", ask="starttls", password=PASSWORD)
    assert box.logins == []
    assert box.envelopes == []


def test_an_untrusted_certificate_stops_everything(authority: Authority) -> None:
    for tls in ("starttls", "tls"):
        box = Box()
        with failing(DeliveryError, "the certificate of 127.0.0.1:", "cannot be trusted", "SSL_CERT_FILE"):
            delivered(box, letters(), tls, authority)
        assert box.envelopes == []


def test_a_certificate_for_another_name_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = make_authority(tmp_path, "mail.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(elsewhere.root))
    with failing(DeliveryError, "cannot be trusted", "127.0.0.1"):
        delivered(Box(), letters(), "starttls", elsewhere)


def test_tls_asked_of_a_server_that_speaks_it_later_says_which_port_wants_what(trusted: Authority) -> None:
    with failing(DeliveryError, "does not answer with TLS", "port 587 starttls"):
        delivered(Box(), letters(), "starttls", trusted, ask="tls")


def test_an_absent_server_is_named_with_host_and_port() -> None:
    async def go() -> None:
        async with serving(Box()) as port:
            pass
        with failing(DeliveryError, f"cannot reach 127.0.0.1:{port}: Connection refused;", "BRIEF_SMTP_HOST"):
            await send(letters(), settings(port), timeout=5)

    asyncio.run(go())


def test_a_silent_server_is_not_waited_for_without_end() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def go() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with failing(DeliveryError, f"127.0.0.1:{port} did not answer within 0.2 s"):
            await send(letters(), settings(port), timeout=0.2)
        server.close()
        await asyncio.sleep(0.01)

    asyncio.run(go())


def test_a_refused_sender_stops_everything_and_says_what_to_check() -> None:
    box = Box(senders=())
    with failing(DeliveryError, "refused the sender briefing@news.example.org", "550 5.7.1", "BRIEF_MAIL_FROM"):
        delivered(box, letters("a@example.org", "b@example.org"))
    assert box.envelopes == []


def test_a_server_that_limits_a_connection_is_called_again() -> None:
    box = Box(hang_up_after=2)
    readers = [f"reader{n}@example.org" for n in range(5)]
    assert delivered(box, letters(*readers)) == Report(sent=tuple(readers), unsent=())
    assert box.connections == 3
    assert [envelope.rcpt_tos[0] for envelope in box.envelopes] == readers


def test_a_message_that_may_have_arrived_is_not_sent_twice() -> None:
    box = Box(drop_at=2)
    report = delivered(box, letters("a@example.org", "b@example.org", "c@example.org"))
    assert report.sent == ("a@example.org", "c@example.org")
    (unsent,) = report.unsent
    assert unsent.recipient == "b@example.org"
    assert "may have arrived" in unsent.reason
    assert not unsent.lasting
    assert box.data == 3


def test_a_server_that_goes_away_leaves_a_report_of_what_was_sent() -> None:
    class Leaving(Box):
        listener: asyncio.Server | None = None

        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            answer = await super().handle_DATA(server, session, envelope)
            if self.data == 2 and self.listener:
                self.listener.close()
                cut(server)
            return answer

    async def go(box: Leaving) -> Report:
        loop = asyncio.get_running_loop()
        box.listener = await loop.create_server(lambda: SMTP(box, loop=loop, hostname="mx.example.org"), "127.0.0.1", 0)
        port = box.listener.sockets[0].getsockname()[1]
        readers = ("a@example.org", "b@example.org", "c@example.org", "d@example.org")
        return await send(letters(*readers), settings(port), timeout=5)

    report = asyncio.run(go(Leaving()))
    assert report.sent == ("a@example.org",)
    assert [one.recipient for one in report.unsent] == ["b@example.org", "c@example.org", "d@example.org"]
    assert "may have arrived" in report.unsent[0].reason
    assert "cannot reach" in report.unsent[1].reason


# ------------------------------------------------------------------ settings


def test_a_missing_host_says_the_three_places_to_set_it() -> None:
    with failing(SettingsError, "BRIEF_SMTP_HOST", "[mail]", "--smtp-host"):
        asyncio.run(send(letters(), MailSettings()))


def test_a_user_without_a_password_is_refused() -> None:
    with failing(SettingsError, "BRIEF_SMTP_PASSWORD"):
        asyncio.run(send(letters(), MailSettings(host="mail.example.org", user=USER)))


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.7", "localhost.example.org", "127.0.0.1.example.org"])
def test_a_password_never_crosses_the_network_unencrypted(host: str) -> None:
    with failing(SettingsError, "unencrypted", "BRIEF_SMTP_TLS"):
        asyncio.run(send(letters(), settings(25, "none", PASSWORD, host)))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_may_go_unencrypted_to_this_machine() -> None:
    box = Box()
    assert delivered(box, letters(), "none", password=PASSWORD).sent == (READER,)
    assert box.logins == [(USER.encode(), PASSWORD.encode())]
