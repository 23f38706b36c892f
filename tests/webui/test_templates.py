"""What holds of the templates, the style sheet and the script as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webui
from webui.presenters import tag_colours

WEBUI = Path(webui.__file__).parent
TEMPLATES = sorted((WEBUI / "templates").rglob("*.*ml"))
CSS = (WEBUI / "static" / "app.css").read_text("utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
#: Classes that the templates take from ``tag_colours``.
TONES = set(tag_colours.TONES)


def classes_of(html: str) -> set[str]:
    """Class names in a template; of an expression, the strings in it."""
    found: set[str] = set()
    for value in re.findall(r'\bclass="([^"]*)"', html):
        for expression in re.findall(r"\{\{.*?\}\}", value):
            found.update(" ".join(re.findall(r"'([^']*)'", expression)).split())
            if "tone" in expression:
                found |= TONES
        found.update(re.sub(r"\{[{%].*?[%}]\}", " ", value).split())
    return found


def used() -> set[str]:
    return set().union(*(classes_of(path.read_text("utf-8")) for path in TEMPLATES))


def styled() -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", RULES))


def test_every_class_is_styled_and_every_style_is_used() -> None:
    assert styled() - used() == set()
    assert used() - styled() == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_trusts_text_or_speaks_inline(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|Markup|autoescape\s+false", source)
    assert "<style" not in source
    assert " style=" not in source
    assert not re.search(r"\son[a-z]+=", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_claims_a_right_that_nobody_stated(path: Path) -> None:
    assert "copyright" not in path.read_text("utf-8").casefold()


def test_no_code_trusts_text() -> None:
    """But the one that fills what a template made; ``presenters/test_moulds.py`` holds it to it."""
    trusting = [path for path in WEBUI.rglob("*.py") if "Markup(" in path.read_text("utf-8")]
    assert trusting == [WEBUI / "presenters" / "moulds.py"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_import_of_a_template_is_used(path: Path) -> None:
    source = path.read_text("utf-8")
    for names in re.findall(r"\{% from '[^']+' import (.+?) %\}", source):
        for name in names.split(", "):
            assert re.search(rf"\b{name}\(", source), name


def test_every_template_is_used() -> None:
    sources = [path.read_text("utf-8") for path in [*TEMPLATES, *WEBUI.rglob("*.py")]]
    for path in TEMPLATES:
        name = path.relative_to(WEBUI / "templates").as_posix()
        assert any(re.search(rf"""["']{re.escape(name)}["']""", text) for text in sources), name


def test_the_style_sheet_keeps_its_promises() -> None:
    assert len(CSS.encode()) < 12_000
    assert "!important" not in RULES
    assert "url(" not in RULES
    assert "@import" not in RULES
    selectors = re.findall(r"(?:^|[{}])([^{}@;]+)\{", RULES)
    assert [selector for selector in selectors if "#" in selector] == []
    for need in ("prefers-color-scheme: dark", "forced-colors: active", "@media print", "@layer"):
        assert need in RULES


def test_every_token_is_defined_and_used() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", RULES))
    assert defined == set(re.findall(r"var\((--[\w-]+)\)", RULES))


def test_the_script_is_small_and_optional() -> None:
    script = (WEBUI / "static" / "app.js").read_text("utf-8")
    assert len(script.encode()) < 4_000
    assert len(script.splitlines()) < 80
    assert not re.search(r"\beval\b|new Function|innerHTML|document\.write|cookie", script)
