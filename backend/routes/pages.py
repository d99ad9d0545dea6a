"""Every blueprint that answers with a page."""

from flask import Blueprint

from backend.routes import (
    pages_admin,
    pages_audit,
    pages_bundle,
    pages_case,
    pages_data,
    pages_field,
    pages_home,
    pages_invitation,
    pages_kelurahan,
    pages_language,
    pages_notices,
    pages_officer,
    pages_report,
    pages_retention,
    pages_review,
    pages_sign_in,
    pages_simple,
    pages_staff,
    pages_track,
)

PAGES: tuple[Blueprint, ...] = (
    pages_home.bp,
    pages_kelurahan.bp,
    pages_report.bp,
    pages_track.bp,
    pages_notices.bp,
    pages_data.bp,
    pages_language.bp,
    pages_invitation.bp,
    pages_sign_in.bp,
    pages_simple.bp,
    pages_staff.bp,
    pages_review.bp,
    pages_case.bp,
    pages_field.bp,
    pages_officer.bp,
    pages_admin.bp,
    pages_audit.bp,
    pages_retention.bp,
    pages_bundle.bp,
)
