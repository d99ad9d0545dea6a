"""PostgreSQL keeps no NUL. A page that is sent one says so with 400, whichever field it stands in."""

import pytest

from tests.http.forms import Installation

NUL = "se\0mut"


def test_a_nul_in_any_field_of_any_form_is_refused(installation: Installation) -> None:
    answers = {}
    for path, login in installation.pages.items():
        assert installation.forms(path, login), path
        for form in installation.forms(path, login):
            for name in form.fields:
                answer = installation.sends(form, {**form.fields, name: NUL}, login)
                answers[f"{form.method} {form.action} {name}"] = answer.status_code

    assert len(answers) > 25
    assert {asked: status for asked, status in answers.items() if status != 400} == {}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tinjau?keadaan=%00", 400),
        ("/tinjau?sesudah=%00", 400),
        ("/lacak?nomor=%00", 400),
        ("/lapor/sederhana?jenis=%00", 400),
        ("/lacak/%00", 404),
        ("/lacak/MD-%00", 404),
        ("/undangan/%00", 404),
        ("/kelurahan/%00", 404),
        ("/laporan/%00", 404),
        ("/api/v1/kelurahan/%00/pack", 404),
        ("/aset/%00", 404),
        ("/open311/v2/requests/%00.json", 404),
        ("/open311/v2/requests/%00.json?api_key=x", 404),
        ("/open311/v2/services/%00.json", 404),
        ("/open311/v2/tokens/%00.json", 404),
        ("/ogc/collections/%00", 404),
        ("/ogc/collections/reports/items/%00", 404),
        ("/kelurahan/%00/feed.atom", 404),
        ("/kelurahan/64.74.03.1002/rt/%00", 404),
        ("/kelurahan/64.74.03.1002/rt/%00/feed.atom", 404),
        ("/ikuti?laporan=%00", 400),
        ("/feed.atom?titik=%00", 400),
        ("/data/laporan.csv?kelurahan=%00", 400),
        ("/data/bulan/%00/x", 404),
        ("/data/bulan/2026-11/%00", 404),
        ("/api/v1/public/reports?kelurahan=%00", 400),
        ("/%00", 404),
    ],
)
def test_a_nul_in_an_address_is_refused(installation: Installation, address: str, status: int) -> None:
    assert installation.visitor("rani").get(address).status_code == status


def test_bytes_that_are_no_text_come_in_as_a_mark_of_that(installation: Installation) -> None:
    """Half of a surrogate pair among them: neither database keeps one."""
    answer = installation.visitor("rani").post(
        "/admin/undangan/kembali",
        data=b"orang=%ED%A0%80%FF",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 404
