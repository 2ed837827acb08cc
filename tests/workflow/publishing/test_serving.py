"""Public files over HTTP: nothing but files, no trace of who reads, no database."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from tests.fixtures.database import administer
from tests.fixtures.site import LiveSite
from tests.workflow.cast import cast
from tests.workflow.walk import published
from workflow.publishing import serving, site


@pytest.fixture
def public() -> Path:
    """A folder with a page, a text and things that are nobody's business."""
    root = Path(site_settings.PUBLIC_DIR)
    (root / "ur" / "x").mkdir(parents=True)
    meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    (root / "index.html").write_text(f"<!DOCTYPE html>{meta}<p>picker</p></html>")
    (root / "ur" / "x" / "index.html").write_text("<p>page</p>")
    (root / "ur" / "x" / "leaflet.txt").write_text("text")
    (root / "ur" / "x" / "leaflet.pdf").write_bytes(b"%PDF-1.7")
    (root / ".hidden").write_text("SECRET")
    (root / "e" / ".work-1").mkdir(parents=True)
    (root / "e" / ".work-1" / "body.html").write_text("SECRET")
    (root.parent / "outside.txt").write_text("SECRET")
    (root.parent / "polyleaf.sqlite3").write_text("SECRET")
    return root


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/", "text/html; charset=utf-8", b"picker"),
        ("/ur/x/", "text/html; charset=utf-8", b"page"),
        ("/ur/x/index.html", "text/html; charset=utf-8", b"page"),
        ("/ur//x/", "text/html; charset=utf-8", b"page"),
        ("/ur/x/leaflet.txt", "text/plain; charset=utf-8", b"text"),
        ("/ur/x/leaflet.pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_file_is_served_with_its_type(public: Path, path: str, kind: str, body: bytes) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert body in data


ASTRAY = [
    *(
        "/../outside.txt",
        "/ur/../../outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e/outside.txt",
        "/%2e%2e%2foutside.txt",
    ),
    *(
        "/ur/%2e%2e/%2e%2e/polyleaf.sqlite3",
        "//../outside.txt",
        "/./../outside.txt",
        "/ur/x/../../../outside.txt",
    ),
    *("/.hidden", "/%2ehidden", "/e/.work-1/body.html", "/e/%2ework-1/body.html", "/ur/./x/leaflet.txt"),
    *("/ur/x/leaflet.txt/", "/ur/x/leaflet.txt%00", "/%00", "/e/", "/" + "a" * 5000, "/..\\outside.txt"),
    *("/etc/passwd", "//etc/passwd", "/%2fetc%2fpasswd", "/ur/x/leaflet.txt/../../../../outside.txt"),
]


@pytest.mark.parametrize("path", ASTRAY)
@pytest.mark.django_db
def test_a_path_that_leads_astray_finds_nothing(public: Path, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code in {400, 404}
    assert b"SECRET" not in answer.content
    assert b"root:" not in answer.content


def test_a_link_out_of_the_folder_is_not_followed(public: Path) -> None:
    (public / "ur" / "out.txt").symlink_to(public.parent / "outside.txt")
    (public / "ur" / "out").symlink_to(public.parent)
    assert serving.serve("/ur/out.txt") is None
    assert serving.serve("/ur/out/outside.txt") is None


@pytest.mark.parametrize("path", ["/ur/x", "//ur/x", "//ur"])
def test_a_folder_without_its_slash_leads_to_the_same_site(public: Path, path: str) -> None:
    (public / "ur" / "index.html").write_text("<p>home</p>")
    answer = serving.serve(path)
    assert answer is not None
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"./{path.rsplit('/', maxsplit=1)[-1]}/"


@pytest.mark.django_db
def test_head_says_the_same_without_the_body(public: Path) -> None:
    for path in ("/", "/ur/x/leaflet.txt", "/ur/x/leaflet.pdf"):
        get, head = Client().get(path), Client().head(path)
        assert head.status_code == 200
        assert {**head.headers} == {**get.headers}
        list(get)
        list(head)


def test_only_get_and_head_read_files(public: Path) -> None:
    seen = []
    through = serving.PublicFiles(lambda request: seen.append(request.method))  # type: ignore[arg-type,return-value]
    for verb in ("post", "put", "delete", "options", "patch"):
        through(getattr(RequestFactory(), verb)("/"))
    assert seen == ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]


@pytest.mark.django_db
def test_every_file_carries_its_headers(public: Path) -> None:
    for path in ("/", "/ur/x/", "/ur/x/leaflet.txt", "/ur/x/leaflet.pdf"):
        answer = Client().get(path)
        list(answer)  # read to its end, as a browser does
        headers = answer.headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == ("no-cache" if path.endswith("/") else "public, max-age=30")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers
        assert "Vary" not in headers


def test_the_policy_in_the_header_is_the_pages_own(public: Path) -> None:
    assert (
        Client().get("/").headers["Content-Security-Policy"]
        == "default-src 'none'; img-src 'self'; frame-ancestors 'none'"
    )


def test_a_real_site_asks_browsers_to_come_by_https(public: Path, settings: Settings) -> None:
    """HSTS: a family's first page, not only the staff's, keeps the next visit private."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert "max-age=31536000" in Client().get("/", secure=True).headers["Strict-Transport-Security"]


@pytest.mark.django_db
def test_reading_asks_the_database_nothing_and_leaves_no_cookie(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    published(cast())
    client = Client()
    client.cookies["sessionid"] = "somebody"
    with django_assert_num_queries(0):
        for path in (
            "/",
            "/ur/",
            "/ur/for-families/",
            "/ti/",
            "/ti/for-families/",
            "/ur/for-families/leaflet.pdf",
        ):
            answer = client.get(path)
            assert answer.status_code == 200
            assert not answer.cookies
            list(answer)  # read to its end, as a browser does


@pytest.mark.django_db
def test_the_policy_of_every_real_page_allows_its_own_style_and_nothing_else() -> None:
    published(cast())
    for path in ("/", "/ur/", "/ur/for-families/", "/ti/"):
        answer = Client().get(path)
        html = answer.content.decode()
        meta = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert meta
        assert answer.headers["Content-Security-Policy"] == f"{meta[1]}; frame-ancestors 'none'"
        style = re.search(r"<style>(.*?)</style>", html, re.S)
        assert style
        assert site.css.css_hash(style[1]) in meta[1]
        assert "unsafe" not in meta[1]
        assert "<script" not in html
        assert " style=" not in html
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html)


def test_pages_are_served_with_the_database_stopped(live_site: LiveSite) -> None:
    edition = published(cast())
    _stop_database(live_site)
    for path in ("/", "/ur/", "/ur/for-families/", "/ti/", f"/e/{edition.digest}/leaflet.pdf"):
        with urllib.request.urlopen(live_site.url + path, timeout=10) as answer:
            assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as wrong:
        urllib.request.urlopen(live_site.url + "/readyz", timeout=30)
    assert wrong.value.code == 503
    wrong.value.close()
    with urllib.request.urlopen(live_site.url + "/healthz", timeout=10) as answer:
        assert answer.status == 200


def _stop_database(live: LiveSite) -> None:
    """As far as the site can tell."""
    url = live.env["DATABASE_URL"]
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite://"))
        for one in path.parent.glob(f"{path.name}*"):
            one.unlink()
        path.mkdir()
        return
    administer("DROP DATABASE {} WITH (FORCE)", str(connection.settings_dict["NAME"]))
