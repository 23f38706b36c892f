"""A server over a real build, and a client that checks each page it fetches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import html5lib
import lxml.html
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from indexer import Archive
from webui import create_app

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def index(corpus_index: Path) -> Path:
    """The folder of an index of the whole corpus."""
    return corpus_index


@pytest.fixture(scope="session")
def archive(index: Path) -> Archive:
    return Archive(index)


@pytest.fixture(scope="session")
def app(index: Path) -> Flask:
    return create_app({"INDEX": index, "CORPUS": CORPUS, "TESTING": True})


@pytest.fixture(scope="session")
def sample_archive(sample_index: Path) -> Archive:
    return Archive(sample_index)


@pytest.fixture(scope="session")
def sound() -> Callable[[str], None]:
    """See ``check``."""
    return check


class SoundClient(FlaskClient):
    """Every HTML page that is fetched is checked, whatever the test is about."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        response = super().open(*args, buffered=True, **kwargs)  # type: ignore[arg-type]
        plain = not {"Content-Encoding", "Content-Disposition"} & set(response.headers.keys())
        if plain and response.mimetype == "text/html" and response.data:
            check(response.text)
        return response

    def page(self, url: str, status: int = 200) -> BeautifulSoup:
        """The parsed page at ``url``, which must answer with ``status``."""
        response = self.get(url)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.text, "lxml")


@pytest.fixture
def client(app: Flask) -> SoundClient:
    return sound_client(app)


@pytest.fixture(scope="session")
def client_over() -> Callable[[Path], SoundClient]:
    """``client_over(index)`` is a client of a server over that index."""
    return lambda index: sound_client(
        create_app({"INDEX": index, "CORPUS": CORPUS, "TESTING": True})
    )


@pytest.fixture
def client_of(sample_index: Path) -> Callable[[Path], SoundClient]:
    """``client_of(corpus)`` is a client of a server over several forces and that corpus."""

    def made(corpus: Path) -> SoundClient:
        return sound_client(create_app({"INDEX": sample_index, "CORPUS": corpus, "TESTING": True}))

    return made


@pytest.fixture(scope="session")
def sample_app(sample_index: Path, sample_corpus: Path) -> Flask:
    return create_app({"INDEX": sample_index, "CORPUS": sample_corpus, "TESTING": True})


@pytest.fixture
def sample(sample_app: Flask) -> SoundClient:
    """A client of a server over several forces."""
    return sound_client(sample_app)


@pytest.fixture
def asking(asking_index: Path, tmp_path: Path) -> SoundClient:
    """A client of a server over ``asking_index``, with a corpus to which a table can be joined."""
    return sound_client(create_app({"INDEX": asking_index, "CORPUS": tmp_path, "TESTING": True}))


def sound_client(app: Flask) -> SoundClient:
    """A client that checks each page it fetches."""
    app.test_client_class = SoundClient
    client = app.test_client()
    assert isinstance(client, SoundClient)
    return client


#: Digests of pages that were found sound. The suite fetches each of the large ones dozens of
#: times, and to parse the ledger takes html5lib seconds.
_SOUND: set[bytes] = set()
_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def check(html: str) -> None:
    """What holds of every page. Raises html5lib's ParseError for markup that is not HTML 5."""
    digest = sha256(html.encode("utf-8", "surrogatepass")).digest()
    if digest in _SOUND:
        return
    html5lib.HTMLParser(strict=True).parse(html)
    # What is HTML 5 any parser reads alike. This one and its paths take a tenth of the time of
    # BeautifulSoup's, with which half of the work of the tests of pages was this.
    page = lxml.html.document_fromstring(html.encode("utf-8", "surrogatepass"), parser=_PARSER)
    _check_headings(page)
    _check_labels(page)
    _check_ids(page)
    _check_nothing_inline(page)
    _SOUND.add(digest)


def _words(tag: HtmlElement | None) -> str:
    assert tag is not None
    return " ".join(tag.text_content().split())


def _shown(tag: HtmlElement) -> str:
    return str(lxml.html.tostring(tag, encoding="unicode"))


def _check_headings(page: HtmlElement) -> None:
    assert page.tag == "html"
    assert page.get("lang") == "en-GB"
    headings = list(page.iter("h1"))
    assert len(headings) == 1
    assert _words(headings[0])
    assert _words(headings[0]) in _words(page.find(".//title"))
    main = page.find(".//main")
    assert main is not None
    levels = [int(tag.tag[1]) for tag in main.iter("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels


def _check_labels(page: HtmlElement) -> None:
    named = defaultdict(list)
    for label in page.iter("label"):
        named[label.get("for")].append(label)
    for field in page.iter("input", "select", "textarea"):
        if field.get("type") == "hidden":
            continue
        labels = named.get(field.get("id", "")) or list(field.iterancestors("label"))
        assert len(labels) == 1, f"{_shown(field)} has {len(labels)} labels"
        assert _words(labels[0])
    for form in page.iter("form"):
        assert form.get("action")
        # Only the pages that add a report send anything.
        sends = form.get("action").startswith("/admin/")
        assert form.get("method") == ("post" if sends else "get")
    for tag in page.iter("a", "button", "summary", "th", "caption"):
        assert _words(tag) or tag.find(".//img[@alt]") is not None, _shown(tag)
    assert all("alt" in image.attrib for image in page.iter("img"))


def _check_ids(page: HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for name in page.xpath("//@form"):
        assert name in ids
    for names in page.xpath("//@aria-labelledby | //@aria-describedby"):
        assert set(names.split()) <= set(ids)
    for link in page.iter("a"):
        if link.get("href", "").startswith("#"):
            assert link.get("href")[1:] in ids


def _check_nothing_inline(page: HtmlElement) -> None:
    assert page.xpath("//style | //*[@style]") == []
    assert [tag for tag in page.iter("script") if not tag.get("src") or _words(tag)] == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//a[starts-with(@href, 'javascript:')]") == []
