"""The office hands in a rescue bundle that somebody brought."""

from io import BytesIO

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from backend.bundles.importing import hand_in
from backend.bundles.opening import NotABundle
from backend.people.roles import Action
from backend.routes.asker import actor
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_bundle", __name__)

BUNDLE_MAX = 512 * 1024 * 1024
"""Bytes. An upload lies in a file, not in memory; larger ones come in by `masdarling import-bundle`."""


@bp.get("/admin/berkas")
@may(Action.MANAGE_PEOPLE)
def form() -> ResponseReturnValue:
    return render_template("bundle.html")


@bp.post("/admin/berkas")
@may(Action.MANAGE_PEOPLE)
def take() -> ResponseReturnValue:
    """Safe to repeat: what is here already is not doubled."""
    request.max_content_length = BUNDLE_MAX
    file = request.files.get("berkas")
    try:
        done = hand_in(file.stream if file else BytesIO(), parts(), through=actor())
    except NotABundle as fault:
        return render_template("bundle.html", fault=str(fault)), 422
    return render_template("bundle.html", done=done)
