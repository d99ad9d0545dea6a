"""Every blueprint of the application."""

from flask import Blueprint

from backend.routes import (
    api_city,
    api_devices,
    api_mine,
    health,
    openapi,
    pictures,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    api_mine.bp,
    api_devices.bp,
    api_city.bp,
    pictures.bp,
    openapi.bp,
    health.bp,
)
"""The hot ones first."""
