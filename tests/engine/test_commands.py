"""Commands speak: facts in words or JSON, trouble with what to do next, and a status that tells."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli import COMMANDS, main
from backend.doctor import examine
from backend.privacy import asking
from backend.reports.ports import Kind, Work
from tests.city.drawn import features, geojson
from tests.engine.house import a_house, do_all_work, hand_in
from tests.load import a_parcel
from tests.processes import kill_below
from tests.source import ROOT
from tests.system import System, eventually, running

PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "var")


def refused(system: System, *words: str, stdin: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli", *words],
        cwd=ROOT,
        env=system.environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def findings(facts: Any) -> dict[str, bool]:
    return {finding["name"]: finding["well"] for finding in facts["findings"]}


def test_init_may_be_repeated(system: System) -> None:
    first = system.facts("init")

    assert first["register"] == 1
    assert system.facts("init") == first


def test_what_is_published_is_written_to_a_file(system: System, tmp_path: Path) -> None:
    out = tmp_path / "laporan.csv"

    system.command("export", "--format", "csv", "--state", "open", str(out))

    assert out.read_text("utf-8-sig").startswith("id,url,kelurahan,")
    assert "--state is none of open" in refused(system, "export", "--state", "mended")


def test_a_person_is_added_listed_and_shut_out(system: System) -> None:
    words = ("--role", "reviewer", "--scope", "64.74.03.1002", "--login", "sari", "--name", "Sari")

    made = system.facts("person", "add", *words, "--password-stdin", stdin=PASSWORD)
    system.facts("person", "disable", "sari")

    [listed] = system.facts("person", "list")
    assert (listed["id"], listed["login"]) == (made["id"], "sari")
    assert listed["grants"] == ["reviewer:64.74.03.1002"]
    assert listed["disabled_at"]
    lines = [json.loads(line)["entry"] for line in system.command("audit", "export").splitlines()]
    acts = [(line["action"], line["who"]["kind"], line["object"]) for line in lines]
    assert acts == [("add_person", "cli", made["id"]), ("disable_person", "cli", made["id"])]
    assert system.facts("audit", "verify")["faults"] == []


@pytest.mark.parametrize(
    ("words", "stdin", "told"),
    [
        (("--role", "admin", "--login", "a", "--name", "A"), "short", "12"),
        (
            ("--role", "reviewer", "--scope", "nowhere", "--login", "a", "--name", "A"),
            PASSWORD,
            "64.74.03.1002",
        ),
        (("--role", "officer", "--scope", "nobody", "--login", "a", "--name", "A"), PASSWORD, "DLH"),
    ],
)
def test_a_person_that_makes_no_sense_is_refused_with_what_would(
    system: System, words: tuple[str, ...], stdin: str, told: str
) -> None:
    assert told in refused(system, "person", "add", *words, "--password-stdin", stdin=stdin)


def test_an_invitation_is_a_link_and_a_code_to_scan(system: System) -> None:
    facts = system.facts("invite", "--role", "volunteer", "--kelurahan", "64.74.03.1002")
    words = system.command("invite", "--kelurahan", "64.74.03.1002", "--name", "Budi")

    assert facts["link"].startswith(f"{system.url}/undangan/")
    assert "▀" in words
    assert facts["link"] not in words


def test_an_unknown_kelurahan_is_refused_with_the_known_ones(system: System) -> None:
    assert "Gunung Telihan" in refused(system, "invite", "--kelurahan", "99")


def test_a_healthy_installation_is_called_so(system: System) -> None:
    system.command("init")

    facts = system.facts("doctor")

    assert facts["well"]
    assert set(findings(facts)) >= {"database", "bucket", "work", "register", "broker", "secret key", "data"}
    told = {finding["name"]: finding["words"] for finding in facts["findings"]}
    assert told["push"] == "off: no phone is told what becomes of its reports"


def test_the_doctor_tells_what_is_away_and_what_to_do(system: System) -> None:
    system.settings = {
        "MASDARLING_DATABASE_URL": "postgresql+psycopg://nobody:geheim@127.0.0.1:1/none",
        "MASDARLING_BROKER_URL": "redis://:geheim@127.0.0.1:1/0",
        "MASDARLING_SECRET_KEY": "kurz",
        "MASDARLING_BASE_URL": "http://bontang.example",
        "MASDARLING_PUSH_ANYWHERE": "true",
    }

    told = refused(system, "doctor")
    facts = json.loads(refused(system, "doctor", "--json"))

    wrong = {name for name, well in findings(facts).items() if not well}
    assert {"database", "broker", "secret key", "address", "push"} <= wrong
    assert "MASDARLING_DATABASE_URL" in told
    assert "geheim" not in told + json.dumps(facts)


@pytest.mark.parametrize(
    "key", ["geheim", "A" * 43, "!" * 43, "p5V83kYzQQLdwxTX84MMyqAKjTs5y3ufasYhpS_VSPU="]
)
def test_a_key_for_push_that_is_none_is_said_and_not_shown(system: System, key: str) -> None:
    system.settings = {"MASDARLING_VAPID_PRIVATE_KEY": key}

    told = refused(system, "doctor")

    assert "MASDARLING_VAPID_PRIVATE_KEY" in told
    assert key not in told


def test_an_address_no_push_service_accepts_is_said_at_once(system: System) -> None:
    system.settings = {"MASDARLING_VAPID_SUBJECT": "admin@bontang.example"}

    assert "MASDARLING_VAPID_SUBJECT" in refused(system, "doctor")


def test_the_doctor_names_work_that_was_laid_aside_and_revives_it(system: System) -> None:
    system.command("init")
    house = a_house(system.data, bucket=system.data / "bucket")
    parcel = a_parcel(0)
    hand_in(house, parcel)
    [lease] = house.outbox.claim(1, lease_s=20, now=house.clock())
    house.outbox.bury(lease, error="ZeroDivisionError: a bug")

    told = refused(system, "doctor")
    system.command("doctor", "--revive")

    assert parcel.id in told
    assert "a bug" in told
    assert house.outbox.backlog() == {"due": 1, "leased": 0, "dead": 0}
    assert house.database
    house.database.close()


@pytest.mark.parametrize(("hours", "well"), [(47, True), (49, False)])
def test_the_doctor_warns_a_day_before_a_promise_to_delete_is_broken(
    tmp_path: Path, hours: int, well: bool
) -> None:
    house = a_house(tmp_path / "var", bucket=tmp_path / "bucket")
    asked_at = house.clock() - timedelta(hours=hours)
    asking.delete("phone-1", None, requests=house.requests, people=house.people, now=asked_at)

    examined = examine(house)

    assert findings(examined.facts())["requests"] is well
    assert any("requests to delete wait for more than 48 hours" in line for line in examined.lines()) != well
    assert house.database
    house.database.close()


@pytest.mark.parametrize(("hours", "dead", "well"), [(47, False, True), (49, False, False), (1, True, False)])
def test_the_doctor_warns_when_bytes_of_what_was_removed_do_not_go(
    tmp_path: Path, hours: int, dead: bool, well: bool
) -> None:
    house = a_house(tmp_path / "var", bucket=tmp_path / "bucket")
    house.outbox.add([Work(Kind.DISCARD, "gone", "somewhere")], due=house.clock() - timedelta(hours=hours))
    [lease] = house.outbox.claim(1, lease_s=20, now=house.clock())
    if dead:
        house.outbox.bury(lease, error="a bug")
    else:
        house.outbox.postpone(lease, due=house.clock() + timedelta(hours=1), error="the bucket is away")

    examined = examine(house)

    assert findings(examined.facts())["requests"] is well
    assert any("1 removals of what reports left in the bucket" in line for line in examined.lines()) != well
    assert house.database
    house.database.close()


def test_restore_says_how_many_and_refuses_to_overwrite(system: System) -> None:
    house = a_house(system.data / "before", bucket=system.data / "bucket")
    for _ in range(3):
        hand_in(house, a_parcel(0))
    do_all_work(house)
    assert house.database
    house.database.close()

    facts = system.facts("restore")
    told = refused(system, "restore")

    [line] = logged(system)
    assert (line["who"]["kind"], line["action"], line["detail"]) == ("cli", "restore", {"count": "3"})
    assert facts == {"reports": 3, "unreadable": {}}
    assert "holds reports already" in told


def logged(system: System) -> list[dict[str, Any]]:
    """What the audit log says was done."""
    lines = system.command("audit", "export").splitlines()
    return [json.loads(line)["entry"] for line in lines]


def test_boundaries_put_in_force_leave_a_line_of_the_audit_log(system: System, tmp_path: Path) -> None:
    house = a_house(system.data / "before", bucket=system.data / "bucket")
    file = geojson(tmp_path, features(house.city.ensure()))
    assert house.database
    house.database.close()

    only_checked = system.facts("city", "import-boundaries", str(file), "--dry-run")
    put_in_force = system.facts("city", "import-boundaries", str(file))

    [line] = logged(system)
    assert (line["action"], line["object"]) == ("import_boundaries", str(put_in_force["register"]))
    assert only_checked["register"] < put_in_force["register"]


def test_restore_fails_when_a_document_cannot_be_read(system: System) -> None:
    house = a_house(system.data / "before", bucket=system.data / "bucket")
    house.bucket.put("reports/64.74.03.1002/2026/11/broken.json", b"{")
    assert house.database
    house.database.close()

    told = refused(system, "restore")

    assert "reports/64.74.03.1002/2026/11/broken.json" in told


def test_beat_without_a_broker_says_that_the_worker_keeps_the_clock(system: System) -> None:
    assert "MASDARLING_BROKER_URL" in refused(system, "beat")


def test_the_log_can_be_json(system: System) -> None:
    system.settings = {"MASDARLING_LOG": "json"}
    log = system.data / "run.log"
    with running(system):
        system.run("--empty")
        kill_below(system.programs["run"].pid, named="worker")
        eventually(lambda: "was killed" in log.read_text(), what="a word about the kill")

    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]

    assert any(line["program"] == "run" and "worker was killed" in line["event"] for line in lines)
    assert all({"event", "level", "program", "timestamp"} <= set(line) for line in lines)


def test_every_command_explains_itself() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output

    for name in COMMANDS:
        told = CliRunner().invoke(main, [name, "--help"])
        assert name in listed
        assert (told.exit_code, f" {name} " in told.output) == (0, True)


def test_a_program_gets_a_key_that_is_shown_once_and_can_be_ended(system: System) -> None:
    made = system.facts("open311", "add-key", "SP4N", "--per-hour", "60")

    (listed,) = system.facts("open311", "keys")
    system.facts("open311", "end-key", made["id"])

    assert len(made["key"]) > 40
    assert made["key"] not in json.dumps(listed)
    assert (listed["name"], listed["per_hour"], listed["ended_at"]) == ("SP4N", 60, None)
    assert "see `masdarling open311 keys`" in refused(system, "open311", "end-key", made["id"])
