"""What a request must be to be answered: from this machine, from our own page, bounded.

A page of another site can send requests to this server, and a name of its own can be made to lead
here (DNS rebinding). Hence: the `Host` is one of ours, the `Origin` too where there is one, and a
secret that only the first address bears gives a cookie that no other site sends.
"""

from __future__ import annotations

import hmac
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing that a person types or pastes is larger.
MAX_BODY = 8 * 1024 * 1024
#: The name, in the first address, of the secret that gives the cookie.
KEY = "cle"

#: What the page may do: run our own files, speak to us; no script that the page itself would bear.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Answers in the place of `app` to whatever it should not see."""

    def __init__(self, app: ASGIApp, port: int, secret: str | None = None) -> None:
        self.app = app
        self.secret = secret or secrets.token_urlsafe(32)
        self.hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        # Cookies do not know ports: two projects open at once each have theirs.
        self.cookie = f"atelier-{port}"
        self.address = f"http://127.0.0.1:{port}/?{KEY}={self.secret}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(Request(scope))
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        """What is answered to a request that goes no further; None when it may."""
        if request.headers.get("host") not in self.hosts:
            return PlainTextResponse("Cette adresse n’est pas celle de l’atelier.", 421)
        if not self._ours(request.headers):
            return PlainTextResponse("La demande vient d’un autre site.", 403)
        if request.method == "GET" and self._same(request.query_params.get(KEY)):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(self.cookie, self.secret, httponly=True, samesite="strict", path="/")
            return entered
        if not self._same(request.cookies.get(self.cookie)):
            return PlainTextResponse("Ouvrez l’adresse que « mc-builder atelier » a affichée.", 401)
        return None if request.method == "GET" else _unread(request.headers)

    def _ours(self, headers: Headers) -> bool:
        """Whether a request comes from our page, or from an address that somebody typed."""
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return False
        return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}

    def _same(self, given: str | None) -> bool:
        return given is not None and hmac.compare_digest(given.encode(), self.secret.encode())


def _unread(headers: Headers) -> Response | None:
    """Why the data of a request are not read; None when they are."""
    if not headers.get("content-type", "").startswith("application/json"):
        return PlainTextResponse("Ces données ne sont pas lues.", 415)
    return PlainTextResponse("C’est trop long.", 413) if _length(headers) > MAX_BODY else None


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else MAX_BODY + 1


def _bounded(receive: Receive) -> Receive:
    """The messages of a body, cut off when it is longer than it said."""
    left = MAX_BODY

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if left < 0 else message

    return bounded


def _with_headers(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return dressed
