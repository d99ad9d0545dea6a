"""Every blueprint of the application."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
