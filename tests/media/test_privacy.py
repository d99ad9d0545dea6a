"""Faces and plates are proposed; what is missed is counted, and stated in docs/privacy-photos.md."""

import subprocess
import sys

import pytest
from PIL import Image

from media.privacy import Find, finds
from tests.media.people import Street, faces, plates, street
from tests.source import ROOT


def is_found(shown: Street) -> bool:
    return any(find.kind == shown.kind and _covers(find, shown.box) for find in finds(shown.picture) or ())


def _covers(find: Find, box: tuple[float, float, float, float]) -> bool:
    """The middle of what stands there lies in it, and it is not the whole picture."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return find.x <= x <= find.x + find.width and find.y <= y <= find.y + find.height and find.area < 0.5


def test_faces_from_the_front_are_found_on_every_skin() -> None:
    assert [is_found(shown) for shown in faces(120)] == [True, True, True]


def test_large_plates_are_found_dark_and_light() -> None:
    assert [is_found(shown) for shown in plates(300)] == [True, True]


def test_finds_are_fractions_of_the_picture() -> None:
    found = finds(next(faces(200)).picture)

    assert found
    assert all(0 <= f.x <= f.x + f.width <= 1 and 0 <= f.y <= f.y + f.height <= 1 for f in found)


def test_a_street_without_people_has_none() -> None:
    assert finds(street(7)) == ()


@pytest.mark.parametrize("size", [(1, 1), (60_000, 1), (5, 900)])
def test_a_picture_of_an_odd_shape_is_looked_at(size: tuple[int, int]) -> None:
    assert finds(Image.new("L", size)) == ()


@pytest.mark.parametrize(
    "program",
    [
        ("/no/such/program",),
        (sys.executable, "-c", "import os; os.abort()"),
        (sys.executable, "-c", "print('nonsense')"),
    ],
)
def test_a_looker_that_fails_leaves_a_picture_unlooked_at_and_no_more(program: tuple[str, ...]) -> None:
    assert finds(street(1, 64, 48), program) is None


LOOKS = """
import sys
from PIL import Image
from media.privacy import finds
found = finds(Image.new("L", (64, 48)))
print(found, "cv2" in sys.modules)
"""


def test_opencv_is_never_loaded_into_the_process_that_asks() -> None:
    said = subprocess.run([sys.executable, "-c", LOOKS], capture_output=True, text=True, check=True, cwd=ROOT)

    assert said.stdout.split() == ["()", "False"]
