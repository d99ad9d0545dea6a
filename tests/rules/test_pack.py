"""What phones of a kelurahan carry along: its open reports, small enough to be fetched on one bar."""

import gzip
import json
import random
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from backend.reports.moves import State
from backend.reports.ports import Kind, Work
from backend.reports.report import Step
from backend.residents import pack
from backend.residents.item import Item
from backend.residents.showing import item_of
from tests.rules.town import GUNUNG_TELIHAN, NOON, SITI, Darkroom, Parcel, Register, Town, a_picture, sha256
from tests.stores.making import a_report, safe, verified

PICTURE = a_picture(seed=1)


@pytest.fixture
def published(town: Town) -> Parcel:
    parcel = town.has(PICTURE, note="Menumpuk. Telepon 0812 3456 7890")
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()
    return parcel


def entries(town: Town) -> list[dict[str, Any]]:
    drawn: list[dict[str, Any]] = town.snapshots.get(pack.name(GUNUNG_TELIHAN)).document["reports"]
    return drawn


def moves(town: Town, parcel: Parcel, *states: State) -> None:
    for state in states:
        report = town.reports.get(parcel.id).moved(Step(state, SITI, town.time()))
        town.reports.append(report, [Work(Kind.PUBLISH, report.id)])
    town.works()


def test_a_published_report_is_carried_along_with_its_picture(town: Town, published: Parcel) -> None:
    [entry] = entries(town)

    shown = town.chest.shown(published.id, sha256(PICTURE), 320)
    assert (entry["id"], entry["state"], entry["me_too"]) == (published.id, "verified", 0)
    assert entry["thumb"] == b64encode(b"stamp of " + shown).decode()


def test_only_what_residents_may_know_is_carried_along(town: Town, published: Parcel) -> None:
    [entry] = entries(town)

    assert entry["id"] == published.id
    assert set(entry) == {
        "id", "category", "state", "cell", "photo", "me_too", "reported_on", "changed_on", "excerpt", "thumb",
    }  # fmt: skip
    assert "0812" not in json.dumps(entry)
    assert entry["cell"] == {"lat": 0.1365, "lon": 117.4525}


def test_a_picture_no_reviewer_let_through_stays_at_home(town: Town) -> None:
    parcel = town.has(PICTURE)
    town.decides(parcel, "verify", publish=[])
    town.works()

    assert entries(town)[0]["thumb"] == ""


@pytest.mark.parametrize("state", [State.RESOLVED, State.REJECTED])
def test_what_is_settled_or_taken_back_leaves_the_pack(town: Town, published: Parcel, state: State) -> None:
    moves(town, published, state)

    assert entries(town) == []


def test_a_picture_is_made_small_once(town: Town, published: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    before = entries(town)[0]["thumb"]
    monkeypatch.setattr(Darkroom, "stamp", lambda *_: b"made again")

    moves(town, published, State.ASSIGNED)

    assert (entries(town)[0]["state"], entries(town)[0]["thumb"]) == ("assigned", before)


def test_what_is_covered_later_is_covered_on_what_is_carried_along(town: Town, published: Parcel) -> None:
    covers = {sha256(PICTURE): [(0.1, 0.1, 0.2, 0.2), (0.6, 0.6, 0.2, 0.2)]}

    town.decides(published, "show", publish=[sha256(PICTURE)], covers=covers)
    town.works()

    shown = town.chest.shown(published.id, sha256(PICTURE), 320)
    assert entries(town)[0]["thumb"] == b64encode(b"stamp of " + shown).decode()


def test_five_hundred_reports_stay_within_400_kilobytes() -> None:
    dice = random.Random(7)
    shown = [a_long_one(dice, i) for i in range(500)]

    document = pack.of(shown, lambda *_: b64encode(dice.randbytes(3_500)).decode())

    sent = gzip.compress(json.dumps(document).encode(), 6)
    pictures = [bool(entry["thumb"]) for entry in document["reports"]]
    assert len(sent) <= 365_000  # leaves room for the outlines
    assert len(pictures) == 500
    assert sum(pictures) >= 70
    assert pictures == sorted(pictures, reverse=True)  # the newest keep theirs


def test_a_picture_heavier_than_reckoned_still_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "SLACK", 0.5)
    dice = random.Random(8)

    document = pack.of(
        [a_long_one(dice, i) for i in range(300)],
        lambda *_: b64encode(dice.randbytes(3_500)).decode(),
    )

    assert len(gzip.compress(json.dumps(document, separators=(",", ":")).encode(), 6)) <= pack.ROOM


def a_long_one(dice: random.Random, i: int) -> Item:
    """Published, with a photo and a long note that does not compress well."""
    note = " ".join("".join(dice.choices("abcdeghiklmnoprstu", k=7)) for _ in range(30))
    at = NOON - timedelta(minutes=i)
    report = safe(verified(a_report(note=note, at=at), at=at), at)
    shown = replace(report, photos=(replace(report.photos[0], public=True, derived_at=NOON),))
    return item_of(shown, Register())
