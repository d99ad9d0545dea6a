"""The queue leaves a phone as a file and comes in elsewhere; nothing is doubled when the phone comes back."""

from pathlib import Path

import pytest

from tests.browser.asking import Reviewer, replies
from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo, originals
from tests.browser.test_after_delivery import answers, hears
from tests.browser.whose import invited, paired
from tests.system import System

pytestmark = pytest.mark.browser


def exports(phone: Phone, to: Path) -> Path:
    page = phone.page
    page.goto(f"{phone.url}/lapor#setelan")
    page.get_by_role("button", name="Buat berkas penyelamat").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Simpan berkas").click()
    saved.value.save_as(to)
    return to


def takes_in(phone: Phone, file: Path) -> Phone:
    phone.page.goto(f"{phone.url}/lapor#setelan")
    phone.page.locator("input[data-from=bundle]").set_input_files(file)
    return phone


def test_f39_a_queue_that_left_as_a_file_is_one_report_when_its_phone_comes_back(
    phones: Phones, system: System, archive: Archive, tmp_path: Path
) -> None:
    first = invited(phones(accept_downloads=True).opens().installed(), system, "Sulastri")
    second = paired(phones().opens().installed(), first, "Sulastri")
    first.context.set_offline(True)
    first.reports(a_photo(60), a_photo(61), note="dari berkas").reports(a_photo(62)).sealed()
    queue = {row["id"]: row["sealed"]["digest"] for row in first.rows()}
    file = exports(first, tmp_path / "queue.rescue")

    second.meets("**/api/v1/reports/**", lambda route: route.abort())
    takes_in(second, file).page.get_by_text("2 laporan diambil dari berkas").wait_for()
    assert {row["id"]: row["sealed"]["digest"] for row in second.rows()} == queue
    before = imports(system)
    office = system.facts("import-bundle", str(file))
    again = system.facts("import-bundle", str(file))
    first.context.set_offline(False)
    first.waits_until("stored", within=60)
    second.context.unroute("**/api/v1/reports/**")
    second.page.reload()
    second.waits_until("stored", within=60)

    assert (sorted(office["new"]), office["refused"]) == (sorted(queue), {})
    assert (sorted(again["known"]), again["new"]) == (sorted(queue), [])
    assert imports(system) - before == 2
    assert archive.digests(*queue) == queue
    archive.has(first)
    archive.has(second)


def imports(system: System) -> int:
    """As the audit log has them, those of other tests too."""
    return system.command("audit", "export").count('"import_bundle"')


def test_only_the_owner_opens_a_rescue_file_on_a_phone(
    phones: Phones, system: System, tmp_path: Path
) -> None:
    hers = invited(phones(accept_downloads=True).opens().installed(), system, "Endang")
    hers.context.set_offline(True)
    hers.reports(note="rahasia Endang").sealed()
    file = exports(hers, tmp_path / "queue.rescue")
    his = invited(phones().opens().installed(), system, "Agus")

    takes_in(his, file).page.get_by_text("Berkas ini milik orang lain").wait_for()

    assert his.rows() == []
    assert b"rahasia" not in file.read_bytes()


def test_an_answer_that_left_as_a_file_is_one_answer_when_its_phone_comes_back(
    phones: Phones, system: System, tmp_path: Path
) -> None:
    first = invited(phones(accept_downloads=True).opens().installed(), system, "Rukmini")
    second = paired(phones().opens().installed(), first, "Rukmini")
    first.reports(a_photo(63)).waits_until("stored", within=60)
    [report] = [row["id"] for row in first.rows()]
    reviewer = Reviewer(system)
    reviewer.decides(report, "ask", version=1, words="Di sebelah mana jembatan?")
    hears(first, "Di sebelah mana jembatan?")
    first.context.set_offline(True)
    answers(first, "Sebelah kiri, dekat pasar", a_photo(64))
    first.until(lambda: replies(first)[0]["sealed"])
    [answer] = replies(first)
    file = exports(first, tmp_path / "queue.rescue")
    first.page.get_by_text("Isinya: 1 jawaban untuk peninjau.").wait_for()

    hears(second, "Di sebelah mana jembatan?")
    second.meets("**/answers/**", lambda route: route.abort())
    takes_in(second, file).page.get_by_text("1 jawaban diambil dari berkas").wait_for()
    office = system.facts("import-bundle", str(file))
    again = system.facts("import-bundle", str(file))
    second.context.unroute("**/answers/**")
    first.context.set_offline(False)
    _has_its_answer_stored(first)
    _has_its_answer_stored(second)

    assert (office["answers"]["new"], office["answers"]["refused"]) == ([answer["id"]], {})
    assert (again["answers"]["known"], again["answers"]["new"]) == ([answer["id"]], [])
    assert reviewer.reads(f"/tinjau/{report}").count('tight reply">') == 1
    assert answer["sealed"]["photos"][0]["sha256"] in originals(system.data, report)


def _has_its_answer_stored(phone: Phone) -> None:
    phone.page.reload()
    phone.until(lambda: [one["state"] for one in replies(phone)] == ["stored"], within=60)
