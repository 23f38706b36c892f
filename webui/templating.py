"""The filters and functions that templates may call; ``create_app`` registers them once.

This module knows the presenters and the addresses, and nothing but the application knows it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from flask import Flask
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import BytecodeCache, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from indexer import IndexUnusable, is_joint, other_body, slug
from webui import params, urls
from webui.archive import get_archive
from webui.presenters import (
    briefs,
    dates,
    initials,
    kept_pieces,
    provenance,
    quotation,
    sentences,
    tag_colours,
)
from webui.presenters.grading import judgements
from webui.presenters.register import asked
from webui.presenters.report import source_pages
from webui.presenters.results import cards, choices, filter_panel, pagination


class _Template(Template):
    """A template whose macros are made once, whoever imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """As Jinja's for one that has every function that ``ctx`` has, which all here have."""
        return super()._get_default_module()


class _Environment(Environment):
    """Flask's, with one dictionary of functions for all templates, which is final once made.

    A page of results imports ten templates, and each time Jinja looks for functions that only one
    of the two has: in Flask's chains of dictionaries that took a thirtieth of the page, and a
    hundredth to look for each template and to compare two dictionaries that are the same.
    """

    template_class = _Template

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self._made: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """As Jinja's; a file is looked for once, unless it may change while the server runs."""
        if self.auto_reload or globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if (made := self._made.get(name)) is None:
            made = self._made[name] = super().get_template(name, parent)
        return made


class CompiledTemplates(BytecodeCache):
    """What templates are compiled to, kept as Python keeps its modules: to compile those of the
    first page took an eighth of a start.

    It is kept beside this module, for whoever may write there: nobody else could change what this
    program does. Where it cannot be kept each process compiles anew.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """``version``: of our own files, since what is made of a template hangs on this module."""
        self._folder, self._version = folder, version

    def get_source_checksum(self, source: str) -> str:
        """What was made of other files than these is not used."""
        return super().get_source_checksum(self._version + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is kept of a template, if anything is."""
        with suppress(OSError, EOFError, UnpicklingError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it whole or not at all."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        scratch = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            scratch.write_bytes(bucket.bytecode_to_string())
            scratch.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.template"


def _register_url(wanted: asked.RegisterRequest) -> str:
    return asked.address(urls.page_url("register.page"), wanted)


def init_app(app: Flask) -> None:
    """Gives the templates their filters and functions."""
    compiled = CompiledTemplates(Path(__file__).parent / "__pycache__", app.config["ASSET_VERSION"])
    app.jinja_options = {"bytecode_cache": compiled, **app.jinja_options}
    app.jinja_environment = _Environment
    app.jinja_env.add_extension(kept_pieces.KeptPieces)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        merged=urls.merged,
        subject=sentences.subject,
        origin=sentences.origin,
        day=dates.day,
        month=dates.month,
        number=sentences.number,
        is_joint=is_joint,
        inspected=sentences.inspected,
        numbered=sentences.numbered,
        other_body=other_body,
        published=dates.published,
        when=dates.when,
        with_pairs=params.with_pairs,
        tone=tag_colours.tone,
        showable=params.showable,
    )
    app.jinja_env.globals.update(
        acronyms=quotation.acronyms,
        asset=urls.asset,
        brief=briefs.brief,
        build_provenance=build_provenance,
        cards=cards.cards,
        choices=choices.choices,
        counted=sentences.counted,
        foremost=sentences.foremost,
        goes_on=briefs.goes_on,
        initials=initials.initials,
        is_of_the_month=dates.is_of_the_month,
        listed=sentences.listed,
        newest_graded=judgements.newest_graded,
        other_body=other_body,
        passage=quotation.passage,
        register_url=_register_url,
        page_numbers=choices.page_numbers,
        page_of=source_pages.page_of,
        plural=sentences.plural,
        search_url=urls.search_url,
        slug=slug,
        tally=judgements.tally,
        ticks=filter_panel.ticks,
        url_for=urls.page_url,
        window=pagination.window,
        without=params.without,
    )


def build_provenance() -> provenance.Provenance:
    """What a page that is no search was made of and when; empty while there is no index."""
    try:
        return provenance.of_build(get_archive().known())
    except IndexUnusable:
        return {}
