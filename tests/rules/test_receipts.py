"""The custody receipt of a report."""

import json

from backend.reports import receipt
from sync.receipt import genuine
from tests.rules.town import NOON, Town, a_parcel, a_picture, sha256

KEY = b"the server's secret"
PICTURE = a_picture()


def test_a_receipt_says_what_the_server_holds_and_since_when(town: Town) -> None:
    parcel = town.has(PICTURE, captured_at="2026-11-23T08:15:04+08:00")
    report = town.reports.get(parcel.id)

    told = receipt.of(report, key=KEY)

    assert told.pop("signature")
    assert told == {
        "id": parcel.id,
        "number": report.number,
        "digest": sha256(parcel.body),
        "photos": [{"sha256": sha256(PICTURE), "size": 1_000, "stored_at": NOON.isoformat()}],
        "answers": [],
        "captured_at": "2026-11-23T08:15:04+08:00",
        "received_at": NOON.isoformat(),
        "complete_at": NOON.isoformat(),
        "stored_at": NOON.isoformat(),
    }


def test_a_receipt_of_a_report_on_its_way_names_what_is_not_there_yet(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)

    told = receipt.of(town.reports.get(parcel.id), key=KEY)

    assert (told["complete_at"], told["stored_at"]) == (None, None)
    assert told["photos"] == [{"sha256": sha256(PICTURE), "size": 1_000, "stored_at": None}]


def test_a_receipt_can_be_shown_and_checked(town: Town) -> None:
    told = receipt.of(town.reports.get(town.has(PICTURE).id), key=KEY)

    assert genuine(json.loads(json.dumps(told)), KEY)
    assert not genuine(told | {"stored_at": None}, KEY)


def test_a_receipt_tells_neither_who_sent_it_nor_what_it_says(town: Town) -> None:
    told = json.dumps(receipt.of(town.reports.get(town.has(note="Rahasia").id), key=KEY))

    assert not any(word in told for word in ("budi", "phone-1", "Rahasia", "0.1366", "SMP"))
