"""Serving the public files from the application itself: no session, no database, no cookie.

In front of a real site a web server does this; the demo and small sites need none."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".po": "text/plain; charset=utf-8",
}
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]+)"')
PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class PublicFiles:
    """Answers GET and HEAD for whatever stands under PUBLIC_DIR; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            answer = serve(request.path_info)
            if answer is not None:
                return answer
        return self.get_response(request)


def serve(path: str) -> HttpResponseBase | None:
    """The answer for a public path; None where there is no such file."""
    root = Path(settings.PUBLIC_DIR)
    parts = [part for part in path.split("/") if part]
    if "\x00" in path or any(part.startswith(".") for part in parts):
        return None
    target = root.joinpath(*parts)
    try:
        if target.is_dir():
            if not (target / "index.html").is_file():
                return None
            if not path.endswith("/"):
                return HttpResponseRedirect(f"./{parts[-1]}/")  # never a whole address made of what was asked
            target = target / "index.html"
        elif not target.is_file() or path.endswith("/"):
            return None
        if not target.resolve().is_relative_to(root.resolve()):
            return None
    except OSError:
        return None
    return _file(target)


def _file(target: Path) -> HttpResponseBase:
    content_type = (
        TYPES.get(target.suffix) or mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    )
    answer: HttpResponseBase
    policy = PLAIN_POLICY
    if target.suffix == ".html":
        data = target.read_bytes()
        found = POLICY.search(data[:4000])
        if found:
            policy = f"{found[1].decode()}; frame-ancestors 'none'"
        answer = HttpResponse(data, content_type=content_type)
    else:
        answer = FileResponse(target.open("rb"), content_type=content_type)
    answer["Content-Security-Policy"] = policy
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Opener-Policy"] = "same-origin"
    answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    # A page that was withdrawn is not shown once more; an edition's files may stay for half a minute.
    answer["Cache-Control"] = "no-cache" if target.suffix == ".html" else "public, max-age=30"
    return answer
