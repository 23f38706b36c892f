"""A server over a real build, and a client that checks each page it fetches."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
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


def check(html: str) -> None:
    """What holds of every page. Raises html5lib's ParseError for markup that is not HTML 5."""
    digest = sha256(html.encode("utf-8", "surrogatepass")).digest()
    if digest in _SOUND:
        return
    html5lib.HTMLParser(strict=True).parse(html)
    # Python's own parser takes up to six times as long over what is HTML 5 already.
    page = BeautifulSoup(html, "lxml")
    _check_headings(page)
    _check_labels(page)
    _check_ids(page)
    _check_nothing_inline(page)
    _SOUND.add(digest)


def _words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def _check_headings(page: BeautifulSoup) -> None:
    root = page.find("html")
    assert isinstance(root, Tag)
    assert root["lang"] == "en-GB"
    headings = page.select("h1")
    assert len(headings) == 1
    assert _words(headings[0])
    assert _words(headings[0]) in _words(page.title)
    main = page.find("main")
    assert isinstance(main, Tag)
    levels = [int(tag.name[1]) for tag in main.find_all(["h1", "h2", "h3", "h4"])]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels


def _check_labels(page: BeautifulSoup) -> None:
    named = defaultdict(list)
    for label in page.find_all("label"):
        named[label.get("for")].append(label)
    for field in page.find_all(["input", "select", "textarea"]):
        if field.get("type") == "hidden":
            continue
        labels = named.get(field.get("id", "")) or field.find_parents("label")
        assert len(labels) == 1, f"{field} has {len(labels)} labels"
        assert _words(labels[0])
    for form in page.select("form"):
        assert form["action"]
        # Only the pages that add a report send anything.
        assert form["method"] == ("post" if form["action"].startswith("/admin/") else "get")
    for tag in page.find_all(["a", "button", "summary", "th", "caption"]):
        assert _words(tag) or tag.find("img", alt=True), tag
    assert all("alt" in image.attrs for image in page.find_all("img"))


def _check_ids(page: BeautifulSoup) -> None:
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    assert [name for name, count in ids.items() if count > 1] == []
    for tag in page.find_all(form=True):
        assert tag["form"] in ids
    for tag in page.select("[aria-labelledby], [aria-describedby]"):
        named = f"{tag.get('aria-labelledby', '')} {tag.get('aria-describedby', '')}".split()
        assert set(named) <= set(ids)
    for link in page.find_all("a", href=re.compile("^#")):
        assert str(link["href"])[1:] in ids


def _check_nothing_inline(page: BeautifulSoup) -> None:
    assert page.select("style, [style]") == []
    assert [tag for tag in page.select("script") if not tag.get("src") or _text(tag)] == []
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert handlers == []
    assert page.select('a[href^="javascript:"]') == []


def _text(tag: Tag) -> str:
    return tag.get_text(strip=True)
