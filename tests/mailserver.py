"""A real SMTP server on loopback that keeps what it takes and misbehaves as told: aiosmtpd, in this process.

async with serving(box := Box(), "starttls", authority, login=True) as port:
    ...  # box.envelopes, box.logins, box.connections
"""

from __future__ import annotations

import asyncio
import email
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from briefing.delivery.mail import Report, send
from briefing.settings import MailSettings

USER, PASSWORD = "briefing", "长江-secret-1954"


@dataclass
class Box:
    """What an SMTP server took, and how it is to behave."""

    refused: tuple[str, ...] = ()  # recipients
    senders: tuple[str, ...] = ("briefing@news.example.org",)
    hang_up_after: int = 0  # messages on one connection, then 421; 0 never
    drop_at: int = 0  # the message whose connection is cut before its answer; 0 none
    envelopes: list[Envelope] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    connections: int = 0
    data: int = 0

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: Any
    ) -> AuthResult:
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        good = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address not in self.senders:
            return "550 5.7.1 Sender not allowed"
        taken = getattr(session, "taken", 0)
        if self.hang_up_after and taken >= self.hang_up_after:
            return "421 4.7.0 Too many messages on this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.data += 1
        if self.data == self.drop_at:
            cut(server)
            return "250 never heard"
        session.taken = getattr(session, "taken", 0) + 1  # type: ignore[attr-defined]
        self.envelopes.append(envelope)
        return "250 Taken"

    def message(self, number: int = 0) -> EmailMessage:
        content = self.envelopes[number].content
        assert isinstance(content, bytes)
        parsed = email.message_from_bytes(content, policy=SMTP_POLICY)
        assert isinstance(parsed, EmailMessage)
        return parsed


def cut(server: SMTP) -> None:
    """Close the connection without another word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


@dataclass(frozen=True)
class Authority:
    """A certificate authority's root, and the TLS side of a server that it vouches for."""

    root: Path
    context: ssl.SSLContext


def make_authority(folder: Path, *names: str) -> Authority:
    """A new authority whose root certificate lies in ``folder``; the server's certificate is for ``names``."""
    issuer = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(*names).configure_cert(context)
    root = folder / "root.pem"
    issuer.cert_pem.write_to_path(str(root))
    return Authority(root, context)


@asynccontextmanager
async def serving(
    box: Box, tls: str = "none", authority: Authority | None = None, login: bool = False
) -> AsyncIterator[int]:
    """An SMTP server on a free port of loopback."""
    options: dict[str, Any] = {"hostname": "mx.example.org", "enable_SMTPUTF8": False}
    if tls == "starttls" and authority:
        options |= {"tls_context": authority.context, "require_starttls": True}
    if login:
        options |= {
            "authenticator": box.authenticate,
            "auth_required": True,
            "auth_require_tls": tls == "starttls",
        }

    def connected() -> SMTP:
        box.connections += 1
        return SMTP(box, loop=asyncio.get_running_loop(), **options)

    context = authority.context if tls == "tls" and authority else None
    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.sleep(0.01)


# ------------------------------------------------------------------ sending to it


def settings(port: int, tls: str = "none", password: str = "", host: str = "127.0.0.1") -> MailSettings:
    return MailSettings.model_validate(
        {
            "host": host,
            "port": port,
            "tls": tls,
            "user": USER if password else "",
            "password": SecretStr(password),
        }
    )


def delivered(
    box: Box,
    messages: Sequence[EmailMessage],
    tls: str = "none",
    authority: Authority | None = None,
    password: str = "",
    ask: str = "",
) -> Report:
    """Send ``messages`` to a server that speaks ``tls``; ``ask`` is what we ask for where that differs."""

    async def go() -> Report:
        async with serving(box, tls, authority, login=bool(password)) as port:
            return await send(messages, settings(port, ask or tls, password), timeout=5)

    return asyncio.run(go())
