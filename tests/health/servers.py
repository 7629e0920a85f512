"""Servers of this machine that answer well, badly, slowly or not at all."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

Speak = Callable[[socket.socket, bytes], None]
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Answer every connection in a thread of its own; yield the port."""
    door = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def answer(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            serve(connection)

    def take() -> None:
        while not stop.is_set():
            try:
                connection, _from = door.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=take, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        stop.set()
        door.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept
        door.close()


def request_of(connection: socket.socket) -> bytes:
    """Return the head of a request."""
    read = b""
    while b"\r\n\r\n" not in read:
        piece = connection.recv(4096)
        if not piece:
            break
        read += piece
    return read


def http(speak: Speak) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.settimeout(20)
        speak(connection, request_of(connection))

    return serve


def page(html: str, head: bytes = PAGE) -> Speak:
    """Answer every question with a page."""
    body = html.encode()

    def speak(connection: socket.socket, request: bytes) -> None:
        length = f"Content-Length: {len(body)}\r\n\r\n".encode()
        is_head = request.startswith(b"HEAD ")
        connection.sendall(head + length + (b"" if is_head else body))

    return speak


def raw(*pieces: bytes, pause: float = 0.0) -> Speak:
    """Answer with these bytes, whatever is asked."""

    def speak(connection: socket.socket, request: bytes) -> None:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return speak


def status(code: int, *headers: str) -> Speak:
    lines = [f"HTTP/1.1 {code} X", "Content-Length: 0", *headers, "", ""]
    return raw("\r\n".join(lines).encode())


def silent(connection: socket.socket) -> None:
    """Take the connection and never say a word."""
    connection.settimeout(20)
    with contextlib.suppress(OSError):
        while connection.recv(4096):
            pass


def dripping(connection: socket.socket) -> None:
    """Answer one byte at a time, for ever: a slow loris from the other side."""
    request_of(connection)
    connection.sendall(PAGE)
    while True:
        connection.sendall(b"X-Drip: 1\r\n"[:1])
        time.sleep(0.02)


@dataclass(frozen=True)
class Authority:
    """One's own authority, in files."""

    folder: Path
    certificate: x509.Certificate
    key: Any

    @property
    def trusted(self) -> str:
        return str(self.folder / "authority.pem")

    def issue(
        self,
        name: str,
        *,
        ends: datetime,
        begins: datetime | None = None,
        own: bool = False,
    ) -> ssl.SSLContext:
        """Return a server's context with a certificate for a name."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _named(name)
        issuer = subject if own else self.certificate.subject
        built = (
            _built(subject, issuer, key, begins or ends - timedelta(days=90), ends)
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
            )
            .sign(key if own else self.key, hashes.SHA256())
        )
        file = self.folder / f"{built.serial_number}.pem"
        file.write_bytes(_pem(built) + _pem_of_key(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def authority(folder: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = _named("Co quan chung thuc thu"), timezone.now()
    built = (
        _built(name, name, key, now - timedelta(days=800), now + timedelta(days=800))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "authority.pem").write_bytes(_pem(built))
    return Authority(folder, built, key)


def _built(
    subject: x509.Name, issuer: x509.Name, key: Any, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _pem_of_key(key: Any) -> bytes:
    shown: bytes = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return shown


def secure(context: ssl.SSLContext) -> Callable[[socket.socket], None]:
    """Shake hands, then say nothing."""

    def serve(connection: socket.socket) -> None:
        connection.settimeout(20)
        with context.wrap_socket(connection, server_side=True) as shaken:
            shaken.recv(1)

    return serve
