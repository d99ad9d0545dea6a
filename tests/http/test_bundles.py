"""A rescue bundle is handed in for its owner, and a hostile one is told what is wrong with it."""

import io
from collections.abc import Callable

import pytest

from backend.bundles.importing import hand_in
from backend.bundles.opening import FRAME, NotABundle, public_key
from backend.bundles.outcome import Imported
from backend.people import keys
from backend.people.person import Grant, Role
from backend.reports.report import Actor
from sync.digest import content_digest
from tests.engine.bundles import a_bundle, pack
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA

OFFICE = Actor("admin", "p-adi", "Adi")
PARCEL = a_parcel(PHOTO)


@pytest.fixture
def phone(house: House) -> Visitor:
    return house.phone(Grant(Role.VOLUNTEER, KUALA))


def begin(person: str | None, device: str = "d") -> bytes:
    return pack({"kind": "begin", "v": 1, "person": person, "device": device, "made_at": 0, "reports": 1})


def deep(levels: int) -> bytes:
    """Few enough for one reader of ours, too many for another, wherever their bounds are."""
    head = b'{"sizes":[],"value":' + b'{"kind":' * levels + b"0" + b"}" * levels + b"}"
    return len(head).to_bytes(4) + head


REPORT = pack({"kind": "report", "row": {"id": PARCEL.id}, "body": {"$buffer": 0}, "photos": []}, PARCEL.body)
PICTURE = pack({"kind": "photo", "id": "x", "data": {"$buffer": 0}}, PHOTO)
END = pack({"kind": "end", "reports": 1})


def made(house: House, *items: bytes, key: bytes | None = None) -> bytes:
    (person,) = house.people.persons
    owner = key or keys.of_owner(person=person, device="", people=house.people)
    return a_bundle([begin(person), *items], office=public_key(house.people), owner=owner)


def handed_in(house: House, bundle: bytes) -> Imported:
    return hand_in(io.BytesIO(bundle), house.parts, through=OFFICE)


def test_a_report_is_handed_in_once_and_its_phone_finds_it_there(house: House, phone: Visitor) -> None:
    bundle = made(house, REPORT, PICTURE, END)

    first, again = handed_in(house, bundle), handed_in(house, bundle)

    assert (first.new, again.known, again.new) == ([PARCEL.id], [PARCEL.id], [])
    answer = phone.sends(PARCEL)
    assert (answer.status_code, answer.json["photos"][0]["complete"]) == (200, True)
    step = house.reports.get(PARCEL.id).steps[0]
    assert step.by == OFFICE


def test_what_the_phone_had_begun_is_finished_and_not_doubled(house: House, phone: Visitor) -> None:
    phone.sends(PARCEL)
    phone.uploads(PARCEL, PHOTO, 0, 4000)

    done = handed_in(house, made(house, REPORT, PICTURE, END))

    assert (done.known, done.refused) == ([PARCEL.id], {})
    assert phone.stands(PARCEL, PHOTO).headers["Upload-Complete"] == "?1"


def test_the_same_id_with_other_bytes_is_refused_and_the_rest_goes_on(house: House, phone: Visitor) -> None:
    words = PARCEL.body.replace(b"Menumpuk", b"Bertumpuk")
    phone.puts(PARCEL.id, words, **{"Content-Digest": content_digest(words)})

    other = a_parcel()
    more = pack({"kind": "report", "row": {"id": other.id}, "body": {"$buffer": 0}}, other.body)
    done = handed_in(house, made(house, REPORT, PICTURE, more, END))

    assert (list(done.refused), done.new) == ([PARCEL.id], [other.id])


def test_nobody_hands_in_a_report_in_another_s_name(house: House, phone: Visitor) -> None:
    with pytest.raises(NotABundle, match="not made by a phone"):
        handed_in(house, made(house, REPORT, END, key=bytes(32)))

    assert phone.sends(PARCEL).status_code == 201


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda b: b[:0], "no rescue bundle"),
        (lambda b: b"PK\3\4" + b, "no rescue bundle"),
        (lambda b: b[:8] + b"\2" + b[9:], "another version"),
        (lambda b: b[:9] + b"\xff" * 4 + b[13:], "beginning is damaged"),
        (lambda b: b[:200], "damaged"),
        (lambda b: b[:-1], "damaged or incomplete"),
        (lambda b: b[:-20] + bytes([b[-20] ^ 1]) + b[-19:], "damaged or incomplete"),
        (lambda b: b + b"x", "damaged or incomplete"),
    ],
)
def test_a_damaged_bundle_says_so(
    house: House, phone: Visitor, spoil: Callable[[bytes], bytes], told: str
) -> None:
    assert phone
    with pytest.raises(NotABundle, match=told):
        handed_in(house, spoil(made(house, REPORT, PICTURE, END)))


def test_a_bundle_that_ends_at_a_frame_is_noticed(house: House, phone: Visitor) -> None:
    assert phone
    long = made(house, REPORT, *[PICTURE] * 20, END)
    frames = len(long) - (len(long) % (FRAME + 16))

    with pytest.raises(NotABundle):
        handed_in(house, long[: frames // 2])


@pytest.mark.parametrize(
    "item",
    [
        b"\xff\xff\xff\xff",
        pack({"kind": "photo"})[:4] + b"x" * 30,
        b"\0\0\0\x1a" + b'{"sizes":[9999999999999]}  ',
        pack({"kind": "report", "body": {"$buffer": 7}}),
        pack([]),
        pack({"kind": 7}),
        (90_000).to_bytes(4) + b"[" * 90_000,
        deep(330),
        deep(480),
        deep(700),
        pack({"kind": "photo", "data": {"$buffer": 0}}, b"abc")[:-1],
    ],
)
def test_a_hostile_item_is_refused_with_bounded_memory(house: House, phone: Visitor, item: bytes) -> None:
    assert phone
    with pytest.raises(NotABundle):
        handed_in(house, made(house, item))


VAST = pytest.param(10**400, id="vast")
VAST_BEFORE = pytest.param(-(10**400), id="vast-before")


@pytest.mark.parametrize("made_at", [0, VAST, VAST_BEFORE, 1e308, True, "now", None])
@pytest.mark.parametrize("captured_at", [0, VAST, VAST_BEFORE, None])
def test_clocks_of_no_sense_keep_no_report_out(
    house: House, phone: Visitor, made_at: object, captured_at: object
) -> None:
    assert phone
    (person,) = house.people.persons
    first = pack({"kind": "begin", "person": person, "device": "d", "made_at": made_at})
    report = pack(
        {"kind": "report", "row": {"id": PARCEL.id, "captured_at": captured_at}, "body": {"$buffer": 0}},
        PARCEL.body,
    )
    owner = keys.of_owner(person=person, device="", people=house.people)

    done = handed_in(house, a_bundle([first, report, END], office=public_key(house.people), owner=owner))

    assert done.new == [PARCEL.id]


@pytest.mark.parametrize("device", ["", "x\0", "\ud800", "x" * 100_000, {"a": 1}, 7, None])
def test_an_owner_that_cannot_be_one_is_not_looked_for(house: House, device: object) -> None:
    first = pack({"kind": "begin", "person": None, "device": device, "made_at": 0})
    kept = dict(house.people.keys)

    with pytest.raises(NotABundle):
        handed_in(house, a_bundle([first, END], office=public_key(house.people), owner=bytes(32)))

    assert len(house.people.keys) <= len(kept) + 1  # the office's own


def test_a_person_nobody_knows_gets_no_key(house: House) -> None:
    first = pack({"kind": "begin", "person": "p-nobody", "device": "d", "made_at": 0})

    with pytest.raises(NotABundle, match="not known here"):
        handed_in(house, a_bundle([first, END], office=public_key(house.people), owner=bytes(32)))

    assert "person:p-nobody" not in house.people.keys


def test_what_is_refused_is_named_at_bounded_length(house: House, phone: Visitor) -> None:
    assert phone
    nonsense = [
        pack({"kind": "report", "row": {"id": f"{n}{'x' * 5000}"}, "body": {"$buffer": 0}}, b"{}")
        for n in range(300)
    ]

    done = handed_in(house, made(house, *nonsense, END))

    assert len(str(done)) < 100_000
    assert done.refused


def test_a_bundle_without_its_end_is_incomplete(house: House, phone: Visitor) -> None:
    assert phone
    with pytest.raises(NotABundle, match="end is missing"):
        handed_in(house, made(house, REPORT))


def test_the_office_takes_a_bundle_in_by_its_page(house: House, phone: Visitor) -> None:
    bundle = made(house, REPORT, *[PICTURE] * 40, END)
    office = house.staff(Grant(Role.ADMIN))

    answer = office.asks("POST", "/admin/berkas", data={"berkas": (io.BytesIO(bundle), "x.rescue")})
    spoilt = office.asks("POST", "/admin/berkas", data={"berkas": (io.BytesIO(bundle[:99]), "x.rescue")})

    assert (answer.status_code, spoilt.status_code) == (200, 422)
    assert len(bundle) > 256 * 1024
    assert "1 laporan baru diterima" in answer.text
    assert phone.sends(PARCEL).status_code == 200
    assert house.reports.get(PARCEL.id).steps[0].by.kind == "admin"


def test_a_volunteer_or_a_reviewer_does_not_take_bundles_in(house: House, phone: Visitor) -> None:
    assert phone.asks("POST", "/admin/berkas").status_code == 401
    assert house.staff(Grant(Role.REVIEWER, KUALA)).asks("POST", "/admin/berkas").status_code == 404
