"""Every blueprint that answers with a page."""

from flask import Blueprint

from backend.routes import (
    pages_home,
    pages_kelurahan,
    pages_language,
    pages_notices,
    pages_report,
)

PAGES: tuple[Blueprint, ...] = (
    pages_home.bp,
    pages_kelurahan.bp,
    pages_report.bp,
    pages_notices.bp,
    pages_language.bp,
)
