"""The city register, edited in forms by an admin."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.seed import HOME
from tests.pages.world import World

FORM = re.compile(r"<(input|textarea|select)\b([^>]*)>([^<]*(?:<option[^>]*>[^<]*</option>\s*)*)")


@pytest.fixture
def adi(world: World) -> FlaskClient:
    world.city.ensure()
    return world.visitor("adi")


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the first form with a version in it, as it stands."""
    form = page[page.index('name="version"') - 200 :]
    found: dict[str, list[str]] = {}
    for tag, attributes, inside in FORM.findall(form[: form.index("</form>")]):
        name, value = _attribute(attributes, "name"), _attribute(attributes, "value")
        kind = _attribute(attributes, "type")
        if tag == "textarea":
            value = unescape(inside)
        if tag == "select":
            chosen = re.search(r'value="([^"]*)" selected', inside)
            value = unescape(chosen[1]) if chosen else ""
        if kind not in {"checkbox", "radio"} or "checked" in attributes:
            found.setdefault(name, []).append(value)
    return found


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""


def send(
    visitor: FlaskClient, path: str, do: str, filled: dict[str, list[str]], **changed: object
) -> TestResponse:
    """The form with some fields typed over; _ stands for a dot in their names."""
    typed = {name.replace("_dot_", "."): value for name, value in changed.items()}
    return visitor.post(path, data={**filled, **typed, "do": do})


def test_every_row_of_every_table_has_a_form_that_changes_nothing_by_itself(adi: FlaskClient) -> None:
    for sheet in re.findall(r'href="(/admin/kota/\w+)"', adi.get("/admin/kota").text):
        for path in re.findall(r'href="(/admin/kota/\w+/ubah/[^"]+)"', adi.get(sheet).text)[:8]:
            answer = send(adi, path, "preview", fields(adi.get(path).text))

            assert answer.status_code == 200, (path, answer.text)
            assert "Tidak ada yang berubah." in answer.text, path


def test_a_change_is_shown_first_and_then_put_in_force_with_who_made_it(
    world: World, adi: FlaskClient
) -> None:
    path = "/admin/kota/kategori/ubah/SMP-01"

    shown = send(adi, path, "preview", fields(adi.get(path).text), label_dot_id="Sampah berserakan")
    untouched = world.city.version
    done = send(adi, path, "publish", fields(shown.text), catatan="kata warga")

    assert "<del>" in shown.text
    assert "Sampah berserakan" in shown.text
    assert "Di HP nanti" in shown.text
    assert (untouched, done.status_code) == (1, 303)
    assert world.city.register().categories["SMP-01"].label.id == "Sampah berserakan"
    assert (world.city.edition().by, world.city.edition().note) == ("Adi", "kata warga")
    assert [line.entry.action for line in world.audit.kept][-1:] == ["change_register"]
    assert "Terbit." in adi.get(done.headers["Location"]).text


def test_whoever_was_slower_is_told_what_changed_and_nothing_is_lost(world: World, adi: FlaskClient) -> None:
    mine, yours = "/admin/kota/opd/ubah/DLH", "/admin/kota/opd/ubah/BPBD"
    begun = fields(adi.get(mine).text)
    send(adi, yours, "publish", fields(adi.get(yours).text), name="Badan Lain")

    told = send(adi, mine, "publish", begun, name="Dinas Lain")
    kept = world.city.register().opd["DLH"].name
    done = send(adi, mine, "publish", fields(told.text))

    assert told.status_code == 409
    assert "Ada yang lebih dulu mengubah" in told.text
    assert "Badan Lain" in told.text
    assert (kept, done.status_code) == ("Dinas Lingkungan Hidup", 303)
    assert [world.city.register().opd[code].name for code in ("DLH", "BPBD")] == ["Dinas Lain", "Badan Lain"]


def test_of_two_who_change_one_row_the_slower_sees_that_the_others_words_would_go(adi: FlaskClient) -> None:
    path = "/admin/kota/opd/ubah/DLH"
    begun = fields(adi.get(path).text)
    send(adi, path, "publish", begun, name="Dinas Satu")

    told = send(adi, path, "publish", begun, name="Dinas Dua")

    assert told.status_code == 409
    assert re.search(r"<del>.*Dinas Satu.*</del> <ins>.*Dinas Dua.*</ins>", told.text)


@pytest.mark.parametrize(
    ("path", "changed", "fault"),
    [
        ("kategori/ubah/SMP-01", {"label_dot_en": ""}, "Harus diisi."),
        ("kategori/ubah/SMP-01", {"label_dot_id": "a" * 81}, "Terlalu panjang."),
        ("kategori/ubah/SMP-01", {"group": "XYZ"}, "Pilihan ini tidak ada."),
        ("kategori/ubah/SMP-01", {"icon": "../../etc"}, "Pilihan ini tidak ada."),
        ("kategori/ubah/SMP-01", {"verify_days": "-1"}, "Bilangan bulat dari 0 sampai 365."),
        ("kategori/ubah/SMP-01", {"q.0.options": "satu saja"}, "Perlu paling sedikit dua pilihan."),
        ("kategori/ubah/SMP-01", {"q.0.measure": "trees"}, "berisi angka yang dapat diukur"),
        ("kategori/ubah/SMP-01", {"q.0.alarm": "ya"}, "Ini bukan jawaban yang mungkin"),
        (
            "kategori/ubah/SMP-01",
            {"q.0.when.question": "jenis", "q.0.when.is": "plastik"},
            "harus ada lebih dulu",
        ),
        ("kategori/ubah/SMP-01", {"q.0.id": "a.b"}, "Pilihan ini tidak ada."),
        ("kategori/baru", {"code": "SMP-01"}, "Sudah dipakai."),
        ("kategori/baru", {"code": "<b>"}, "Hanya huruf, angka"),
        ("opd/ubah/DLH", {"valid_to": "2026-13-01"}, "Bukan tanggal"),
        ("opd/ubah/DLH", {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "Lebih awal"),
        ("penerusan/baru", {"opd": "DLH", "rt": "05"}, "RT hanya berarti bila satu kelurahan dipilih."),
        ("libur/baru", {"name": "Hari jadi"}, "Harus diisi."),
        (f"kelurahan/ubah/{HOME}", {"office": "117.5, 0.13"}, "Lintang, bujur seperti"),
        (f"kelurahan/ubah/{HOME}", {"office": "nan, nan"}, "Lintang, bujur seperti"),
        (f"kelurahan/ubah/{HOME}", {"reference_points": ""}, "Harus diisi."),
    ],
)
def test_a_fault_is_told_where_it_was_made_and_nothing_is_published(
    world: World, adi: FlaskClient, path: str, changed: dict[str, str], fault: str
) -> None:
    filled = fields(adi.get(f"/admin/kota/{path}").text)

    answer = send(adi, f"/admin/kota/{path}", "publish", filled, **changed)

    assert (answer.status_code, world.city.version) == (422, 1)
    assert re.search(rf'class="fault"[^>]*>.*{re.escape(fault)}', answer.text)


def test_questions_are_added_put_in_order_and_taken_out(world: World, adi: FlaskClient) -> None:
    path = "/admin/kota/kategori/ubah/SMP-01"
    filled = fields(adi.get(path).text)
    fresh = {
        "q.3.label.id": "Dekat sekolah?", "q.3.label.en": "Near a school?", "q.3.type": "bool", "q.3.at": "1",
        "q.4.label.id": "Sekolah mana?", "q.4.label.en": "Which school?", "q.4.type": "text",
        "q.0.at": "2", "q.1.gone": "yes", "q.2.when.question": "volume", "q.2.when.is": "1 kantong",
    }  # fmt: skip

    send(adi, path, "publish", filled, **fresh)

    questions = world.city.register().categories["SMP-01"].questions
    assert [question.id for question in questions] == ["dekat_sekolah", "volume", "berulang", "sekolah_mana"]
    assert (questions[0].type, questions[2].when and questions[2].when.any_of) == ("bool", ("1 kantong",))


def test_rows_are_added_where_they_shall_stand_and_closed_ones_are_shown_apart(
    world: World, adi: FlaskClient
) -> None:
    words = {"words.id": ["Halo"], "words.en": ["Hello"], "label.id": ["Sapa"], "label.en": ["Greet"]}
    send(
        adi,
        "/admin/kota/templat/baru",
        "publish",
        {"version": ["1"]},
        state="rejected",
        position="1",
        **words,
    )
    path = "/admin/kota/alasan/ubah/trial"
    send(adi, path, "publish", fields(adi.get(path).text), valid_to="2020-01-01")

    assert world.city.templates("SMP-01", "rejected")[0].words.id == "Halo"
    assert list(world.city.register().templates).index("greet") == 14
    listed = adi.get("/admin/kota/alasan").text
    assert listed.index("Tidak berlaku hari ini") < listed.index("Laporan percobaan")


def test_what_nothing_names_can_be_removed_and_what_was_published_cannot(
    world: World, adi: FlaskClient
) -> None:
    gone = adi.post("/admin/kota/templat/hapus/reject-fixed", data={"version": "1", "do": "publish"})
    kept = adi.post("/admin/kota/opd/hapus/DLH", data={"version": "2", "do": "publish"})

    assert (gone.status_code, kept.status_code) == (303, 404)
    assert "reject-fixed" not in world.city.register().templates


def test_an_older_version_is_brought_back_after_a_look_at_what_would_change(
    world: World, adi: FlaskClient
) -> None:
    path = "/admin/kota/opd/ubah/DLH"
    send(adi, path, "publish", fields(adi.get(path).text), name="Dinas Salah")

    shown = adi.post("/admin/kota/versi/1/kembali", data={"version": "2", "do": "preview"})
    done = adi.post("/admin/kota/versi/1/kembali", data={"version": "2", "do": "publish"})
    late = adi.post("/admin/kota/versi/2/kembali", data={"version": "2", "do": "publish"})

    assert "Dinas Salah" in shown.text
    assert (done.status_code, late.status_code, world.city.version) == (303, 409, 3)
    assert world.city.register().opd["DLH"].name == "Dinas Lingkungan Hidup"
    listed = adi.get("/admin/kota/versi").text
    assert [f"Versi {n}" in listed for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert adi.get("/admin/kota/versi/4").status_code == 404


def test_hostile_words_are_words(world: World, adi: FlaskClient) -> None:
    path = "/admin/kota/opd/ubah/DLH"
    hostile = '\u202e<script>alert(1)</script>\u200b \' onload="x"'

    shown = send(adi, path, "preview", fields(adi.get(path).text), name=hostile)
    done = send(adi, path, "publish", fields(shown.text), catatan="<img src=x>")

    assert world.city.register().opd["DLH"].name == '<script>alert(1)</script> \' onload="x"'
    for page in (shown.text, adi.get(done.headers["Location"]).text, adi.get("/admin/kota/opd").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_only_an_admin_finds_the_editor(world: World) -> None:
    for path in ("/admin/kota", "/admin/kota/opd", "/admin/kota/versi", "/admin/kota/opd/ubah/DLH"):
        assert world.visitor("rani").get(path).status_code == 404
        assert world.visitor().get(path).status_code == 303
