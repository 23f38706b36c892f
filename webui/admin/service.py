"""The pages of the maintainer put together, as ``create_app`` takes them in."""

from __future__ import annotations

from webui.admin import reports, uploads, waiting
from webui.admin.desk import init_app

__all__ = ["init_app", "reports", "uploads", "waiting"]
