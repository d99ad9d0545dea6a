"""What an agency is in charge of, from the stores to the page."""

import re
from datetime import timedelta

import pytest

from backend.people.person import Grant, Role
from backend.routes import pages_officer
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import TELIHAN

AGENCY = "DPUPR"
"""Leads other kinds than what is reported here."""


@pytest.fixture
def handed(house: House) -> list[str]:
    """Five reports handed to the agency, a day after one another."""
    reviewer, phone = house.staff(Grant(Role.REVIEWER, TELIHAN)), house.phone()
    parcels = [a_parcel(note=str(n)) for n in range(5)]
    for parcel in parcels:
        phone.sends(parcel)
        _decides(reviewer, parcel.id, verdict="verify", version=1)
        _decides(reviewer, parcel.id, verdict="assign", version=2, opd=AGENCY)
        house.time.passes(timedelta(days=1))
    return [parcel.id for parcel in parcels]


def _decides(reviewer: Visitor, report: str, **decision: object) -> None:
    answer = reviewer.posts(f"/api/v1/reports/{report}/decisions", decision)
    assert answer.status_code == 201, answer.text


def shown(page: str) -> list[str]:
    return re.findall(r'class="whole" href="/laporan/([0-9a-f-]{36})"', page)


def test_an_officer_reaches_the_newest_case_from_the_most_overdue_page_by_page(
    house: House, handed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_officer, "PAGE", 2)
    officer, path, pages = house.staff(Grant(Role.OFFICER, AGENCY)), "/petugas", []

    while path:
        page = officer.gets(path).text
        pages.append(shown(page))
        path = next(iter(re.findall(r'rel="next" href="([^"]+)"', page)), "")

    assert pages == [handed[:2], handed[2:4], handed[4:]]


def test_behind_the_last_case_the_way_leads_back(house: House, handed: list[str]) -> None:
    officer = house.staff(Grant(Role.OFFICER, AGENCY))

    page = officer.gets(f"/petugas?setelah=253402214400_{handed[-1]}").text

    assert shown(page) == []
    assert 'href="/petugas"' in page
    assert "Belum ada laporan" not in page


def test_another_agency_has_none_of_them(house: House, handed: list[str]) -> None:
    assert handed
    assert shown(house.staff(Grant(Role.OFFICER, "Satpol PP")).gets("/petugas").text) == []
