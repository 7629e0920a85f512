"""An OpenID Connect provider on a port of its own: small, real, over HTTP."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "dinh", "bi-mat-cua-nha"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Knows one person, and lets in whoever comes with the right client."""

    claims: dict[str, Any] = field(default_factory=dict)
    factor: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    url: str = ""
    challenges: dict[str, tuple[str, str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to."""
        back = {"state": asked["state"]}
        if self.refuses:
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(8)
            self.challenges[back["code"]] = (
                asked["code_challenge"],
                asked["redirect_uri"],
            )
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        """Exchange a code, once, for whoever can prove to have asked for it."""
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert self.challenges.pop(asked["code"]) == (proof, asked["redirect_uri"])
        assert (asked["client_id"], asked["client_secret"]) == (CLIENT, SECRET)
        now = int(time.time())
        times = {"iat": now, "exp": now + 60, "jti": secrets.token_hex(8)}
        about = {"iss": self.url, "aud": CLIENT, **self.claims, **self.factor, **times}
        signed = jwt.encode(about, KEY, "RS256", headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        if path == "/token":
            return self.token(asked)
        if path == "/userinfo":
            return self.claims
        if path == "/keys":
            public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**public, "kid": "1", "alg": "RS256"}]}
        return self.configuration()


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """Let a provider answer until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(split.query).items()}
            if split.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
                return
            self._tell(provider.answer(split.path, asked))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self._tell(provider.answer(self.path, asked))

        def _tell(self, facts: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(facts).encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing on the tests' own output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
