"""The end of the audit log lies in the bucket as well."""

from pathlib import Path

import pytest

from backend.anchoring import all_lines, anchor, anchored, broken
from backend.audit.chain import Fault
from backend.audit.line import SYSTEM, Entry
from backend.audit.rows import cells
from backend.cells import harmless
from tests.audit.fakes import FakeAudit
from tests.pages.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    for number in range(3):
        world.audit.record(Entry(SYSTEM, "retention", "photos", f"={number}"))
    return world


def test_a_cut_tail_is_noticed_and_the_anchor_stays_as_proof(world: World) -> None:
    anchor(world.parts)
    proof = anchored(world.bucket)
    world.audit.kept.pop()

    anchor(world.parts)

    assert proof
    assert anchored(world.bucket) == proof
    assert list(broken(world.parts)) == [Fault(3, "cut")]


def test_the_anchor_follows_a_log_that_grows(world: World) -> None:
    anchor(world.parts)
    last = world.audit.record(Entry(SYSTEM, "retention"))

    anchor(world.parts)

    moved = anchored(world.bucket)
    assert moved
    assert (moved.seq, moved.hash) == (4, last.hash)
    assert list(broken(world.parts)) == []


def test_nothing_is_anchored_before_the_first_line(tmp_path: Path) -> None:
    world = World(tmp_path, audit=FakeAudit())

    anchor(world.parts)

    assert anchored(world.bucket) is None


def test_a_spreadsheet_finds_no_formula_in_a_line(world: World) -> None:
    line = next(iter(all_lines(world.audit)))

    assert "'=0" in [harmless(cell) for cell in cells(line)]


def test_the_anchor_says_when_the_lines_up_to_it_were_found_whole(world: World) -> None:
    anchor(world.parts)

    kept = anchored(world.bucket)
    assert kept
    assert kept.at == world.now


def test_what_does_not_hold_is_not_anchored(world: World) -> None:
    anchor(world.parts)
    for _ in range(2):
        world.audit.record(Entry(SYSTEM, "retention"))
    del world.audit.kept[3]

    anchor(world.parts)

    kept = anchored(world.bucket)
    assert kept
    assert kept.seq == 3
