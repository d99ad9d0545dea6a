"""Every blueprint of the application."""

from flask import Blueprint

from backend.routes import (
    api_answers,
    api_cells,
    api_city,
    api_decisions,
    api_devices,
    api_duplicates,
    api_echoes,
    api_holds,
    api_mine,
    api_own,
    api_photos,
    api_public,
    api_push,
    api_queue,
    api_receipts,
    api_reports,
    api_waiting,
    feeds,
    health,
    ogc,
    ogc_items,
    openapi,
    pictures,
)
from backend.routes.pages import PAGES

BLUEPRINTS: tuple[Blueprint, ...] = (
    api_reports.bp,
    api_photos.bp,
    api_answers.bp,
    api_mine.bp,
    api_echoes.bp,
    api_receipts.bp,
    api_decisions.bp,
    api_holds.bp,
    api_queue.bp,
    api_duplicates.bp,
    api_devices.bp,
    api_push.bp,
    api_own.bp,
    api_waiting.bp,
    api_city.bp,
    api_public.bp,
    api_cells.bp,
    ogc.bp,
    ogc_items.bp,
    pictures.bp,
    feeds.bp,
    openapi.bp,
    health.bp,
    *PAGES,
)
"""The hot ones first."""
