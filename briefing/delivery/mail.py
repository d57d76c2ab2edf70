"""mail: a digest as messages, one for each recipient; the messages to a folder or to an SMTP server.

Nothing is sent without TLS unless the settings say so, and a password never: but to this machine itself.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path

import aiosmtplib
from slugify import slugify

from briefing.delivery.digest import Digest
from briefing.errors import DeliveryError, SettingsError
from briefing.layout.escape import clean
from briefing.settings import MailSettings

PORTS = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT = 60.0  # seconds for one answer of the server
SUBJECT_LIMIT = 200  # characters; ours are far shorter

# Base64 or quoted-printable, whichever is shorter: a part in 8bit would be re-encoded, or refused, on the way.
_POLICY = SMTP_POLICY.clone(cte_type="7bit")
_ADDRESS = re.compile(r"(?:(?P<name>[^<>]*?)\s*<(?P<inside>[^<>]*)>|(?P<bare>[^<>]*))")
_SPEC = re.compile(
    r"(?=.{3,254}$)(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*",
    re.IGNORECASE | re.ASCII,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Unsent:
    """A message that was not taken: to whom, and why in one line. ``lasting``: sending it again would fail again."""

    recipient: str
    reason: str
    lasting: bool


@dataclass(frozen=True)
class Report:
    """What became of every message; together as many as were given."""

    sent: tuple[str, ...]  # recipients whose message the server took
    unsent: tuple[Unsent, ...]


# ------------------------------------------------------------------ composing


def compose(
    digest: Digest, sender: str, recipients: Sequence[str], date: datetime, domain: str = ""
) -> tuple[EmailMessage, ...]:
    """One message for each recipient, so that none sees another; an address given twice gets one.

    The same arguments give the same messages, Message-IDs and boundaries too. ``domain`` stands in the Message-ID,
    by default the sender's. Raises SettingsError naming the address that is none.
    """
    if not sender:
        raise SettingsError("no sender: set BRIEF_MAIL_FROM, or sender under [mail] in brief.toml, to your address.")
    author = _address(sender, "sender")
    named = [_address(recipient, "recipient") for recipient in recipients]
    if not named:
        raise SettingsError("no recipient: name at least one address with --to.")
    once: dict[str, Address] = {}
    for address in named:
        once.setdefault(address.addr_spec.lower(), address)
    return tuple(_message(digest, author, one, date, domain or author.domain) for one in once.values())


def _message(digest: Digest, author: Address, recipient: Address, date: datetime, domain: str) -> EmailMessage:
    """multipart/alternative: the Markdown as text/plain, the HTML beside it."""
    key = _key(digest, author.addr_spec, recipient.addr_spec, date.isoformat())
    message = EmailMessage(policy=_POLICY)
    message["Message-ID"] = f"<{key}@{domain}>"
    message["Date"] = date
    message["From"] = author
    message["To"] = recipient
    message["Subject"] = clean(digest.subject)[:SUBJECT_LIMIT]
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    message.set_content(digest.markdown)
    message.add_alternative(digest.html, subtype="html")
    message.set_boundary(f"=_{key}")
    for part in message.iter_parts():
        part["Content-Language"] = digest.lang if digest.lang == "zh" else f"{digest.lang}, zh"
    return message


def _key(digest: Digest, *words: str) -> str:
    """Differs where anything of the message differs, so that a mail client can tell a repeat from news."""
    return hashlib.sha256("\0".join([digest.subject, digest.markdown, digest.html, *words]).encode()).hexdigest()[:32]


def _address(text: str, role: str) -> Address:
    """``a@b.c`` or ``Name <a@b.c>``. The address is ASCII, as every server takes it; the name may be Chinese."""
    found = _ADDRESS.fullmatch(text.strip())
    spec = (found["bare"] if found["inside"] is None else found["inside"]) if found else ""
    if _CONTROL.search(text) or not _SPEC.fullmatch(spec):
        raise SettingsError(f"{role} {text!r:.120} is not an e-mail address; write name@example.org, in ASCII letters.")
    try:
        name = (found["name"] or "").strip('" ') if found else ""
        return Address(display_name=name, addr_spec=spec)
    except (MessageError, ValueError, IndexError) as error:
        raise SettingsError(f"{role} {text!r:.120} is not an e-mail address; write name@example.org.") from error


def preview(messages: Sequence[EmailMessage], folder: Path) -> list[Path]:
    """Write each message to ``folder`` as it would be sent, as ``01-name-example-org.eml`` and so on."""
    paths = [folder / f"{number:02d}-{_file_name(message)}.eml" for number, message in enumerate(messages, start=1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, message in zip(paths, messages, strict=True):
            path.write_bytes(message.as_bytes())
    except OSError as error:
        raise DeliveryError(f"{error.filename or folder}: cannot be written: {error.strerror or error}.") from error
    return paths


def _file_name(message: EmailMessage) -> str:
    return slugify(_recipient(message), max_length=60) or "message"


def _recipient(message: EmailMessage) -> str:
    return str(message["To"].addresses[0].addr_spec)


# ------------------------------------------------------------------ sending


async def send(messages: Sequence[EmailMessage], mail: MailSettings, timeout: float = TIMEOUT) -> Report:
    """Hand the messages to the server, over one connection where it lets us; a refused one stops no other.

    Raises SettingsError where the settings cannot do, and DeliveryError where nobody could be served: no server, no
    TLS, an untrusted certificate, a wrong password, a sender that the server refuses.
    """
    _check(mail)
    server = _Server(mail, timeout)
    await server.connect()
    try:
        outcomes = [await server.deliver(message) for message in messages]
    finally:
        await server.leave()
    return Report(
        sent=tuple(outcome for outcome in outcomes if isinstance(outcome, str)),
        unsent=tuple(outcome for outcome in outcomes if isinstance(outcome, Unsent)),
    )


def _check(mail: MailSettings) -> None:
    if not mail.host or _CONTROL.search(mail.host):
        raise SettingsError("no SMTP server: set BRIEF_SMTP_HOST, host under [mail] in brief.toml, or --smtp-host.")
    if mail.user and not mail.password.get_secret_value():
        raise SettingsError(f"no password for SMTP user {mail.user!r}: set BRIEF_SMTP_PASSWORD, or leave the user out.")
    if mail.user and mail.tls == "none" and not _is_loopback(mail.host):
        raise SettingsError(
            f"BRIEF_SMTP_TLS is none, so the password would cross the network to {mail.host} unencrypted; "
            "set it to starttls or tls, or leave BRIEF_SMTP_USER out."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _plain(error: Exception) -> str:
    """The system's own word for it, such as "Connection refused"; the library's repeats the address twice."""
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    number = getattr(cause, "errno", None) or 0  # name lookups have negative ones, unknown to strerror
    return os.strerror(number) if number > 0 else getattr(cause, "strerror", None) or str(cause)


class _Server:
    """A connection that is opened again where the server closes it between messages."""

    def __init__(self, mail: MailSettings, timeout: float) -> None:
        self._mail = mail
        self._timeout = timeout
        self._port = mail.port or PORTS[mail.tls]
        self._where = f"{mail.host}:{self._port}"
        self._gone = ""  # why no connection can be had any more
        self._taken = 0
        self._client = aiosmtplib.SMTP(
            hostname=mail.host,
            port=self._port,
            use_tls=mail.tls == "tls",
            start_tls=False,  # by hand below, so that each failure has words of its own
            tls_context=ssl.create_default_context(),
            timeout=timeout,
        )

    async def connect(self) -> None:
        """Connected, encrypted and logged in as the settings say, in this order; else DeliveryError."""
        try:
            await self._client.connect()
            await self._greet()
            if self._mail.tls == "starttls":
                await self._encrypt()
            if self._mail.user:
                await self._login()
        except (aiosmtplib.SMTPException, OSError, UnicodeError) as error:
            self._client.close()
            raise DeliveryError(self._why(error)) from error
        except DeliveryError:
            self._client.close()
            raise

    async def _greet(self) -> None:
        try:
            await self._client.ehlo()
        except aiosmtplib.SMTPHeloError:
            await self._client.helo()

    async def _encrypt(self) -> None:
        if not self._client.supports_extension("starttls"):
            raise DeliveryError(
                f"{self._where} offers no STARTTLS; nothing was sent. If it speaks TLS from the start, set "
                "BRIEF_SMTP_TLS=tls (port 465); none sends unencrypted."
            )
        await self._client.starttls()
        await self._greet()

    async def _login(self) -> None:
        if not self._client.supports_extension("auth"):
            raise DeliveryError(f"{self._where} offers no login; leave BRIEF_SMTP_USER out, or use another port.")
        await self._client.login(self._mail.user, self._mail.password.get_secret_value())

    async def deliver(self, message: EmailMessage) -> str | Unsent:
        """The recipient where the server took the message. Raises DeliveryError where it would take none of ours."""
        recipient = _recipient(message)
        try:
            await self._hand_over(message, recipient)
        except DeliveryError as error:
            self._gone = str(error)
            return Unsent(recipient, self._gone, lasting=False)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return self._refusal(recipient, "recipient", error.recipients[0])
        except aiosmtplib.SMTPSenderRefused as error:
            if not self._taken:
                raise DeliveryError(self._why(error)) from error
            return Unsent(recipient, self._why(error), lasting=error.code >= 500)
        except aiosmtplib.SMTPResponseException as error:
            return self._refusal(recipient, "message", error)
        except (aiosmtplib.SMTPException, OSError) as error:
            return Unsent(recipient, f"{self._why(error)} It may have arrived all the same.", lasting=False)
        self._taken += 1
        return recipient

    async def _hand_over(self, message: EmailMessage, recipient: str) -> None:
        """Again on a new connection where the server says that it is closing this one (421): it took nothing then."""
        if self._gone:
            raise DeliveryError(self._gone)
        if not self._client.is_connected:
            await self.connect()
        sender, content = str(message["From"].addresses[0].addr_spec), message.as_bytes(policy=_POLICY)
        try:
            await self._client.sendmail(sender, [recipient], content)
        except aiosmtplib.SMTPResponseException as error:
            if error.code != aiosmtplib.SMTPStatus.domain_unavailable or not self._taken:
                raise
            await self.connect()
            await self._client.sendmail(sender, [recipient], content)

    async def leave(self) -> None:
        """Say goodbye; what was taken stays taken whether or not the server answers."""
        if self._client.is_connected:
            try:
                await self._client.quit()
            except (aiosmtplib.SMTPException, OSError):
                self._client.close()

    def _why(self, error: Exception) -> str:
        """What failed, where, and what to do about it, in one line."""
        cause = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
        match cause:
            case ssl.SSLCertVerificationError():
                return (
                    f"the certificate of {self._where} cannot be trusted: {clean(cause.verify_message).rstrip('.')}. "
                    "Give the host name that it was made for; for an authority of your own set SSL_CERT_FILE."
                )
            case ssl.SSLError():
                return (
                    f"{self._where} does not answer with TLS ({clean(cause.reason or str(cause))}); port 465 usually "
                    "wants BRIEF_SMTP_TLS=tls, port 587 starttls."
                )
            case aiosmtplib.SMTPAuthenticationError():
                return (
                    f"{self._where} refused the login of {self._mail.user!r}: {self._said(cause)} "
                    "Check BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD; some providers want a password made for apps."
                )
            case aiosmtplib.SMTPSenderRefused():
                return (
                    f"{self._where} refused the sender {cause.sender}: {self._said(cause)} Check BRIEF_MAIL_FROM, and "
                    "whether the server wants a login (BRIEF_SMTP_USER)."
                )
            case aiosmtplib.SMTPTimeoutError():
                return f"{self._where} did not answer within {self._timeout:g} s; check host and port, and try again."
            case aiosmtplib.SMTPServerDisconnected():
                return f"{self._where} closed the connection; try again."
            case aiosmtplib.SMTPResponseException():
                return f"{self._where} refused: {self._said(cause)} Try again later."
        return f"cannot reach {self._where}: {self._masked(_plain(error))}; check BRIEF_SMTP_HOST and BRIEF_SMTP_PORT."

    def _refusal(self, recipient: str, what: str, error: aiosmtplib.SMTPResponseException) -> Unsent:
        return Unsent(recipient, f"{self._where} refused the {what}: {self._said(error)}", lasting=error.code >= 500)

    def _said(self, error: aiosmtplib.SMTPResponseException) -> str:
        return f"{error.code} {self._masked(error.message)}".rstrip(".") + "."

    def _masked(self, text: str) -> str:
        """One line of the server's words, without the password should it repeat it."""
        secret = self._mail.password.get_secret_value()
        text = text.replace(secret, "***") if secret else text
        return clean(text)[:200]
