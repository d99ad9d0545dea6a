"""Every line of docs/failures.md is a test in a real browser, and every such test is a line there."""

import re

from tests.source import ROOT

LINE = re.compile(r"^\| (\d+) \|", re.MULTILINE)
TEST = re.compile(r"^(?:async )?def test_f(\d\d)_", re.MULTILINE)


def test_every_failure_has_its_test_and_every_such_test_its_failure() -> None:
    told = {int(number) for number in LINE.findall((ROOT / "docs" / "failures.md").read_text())}
    tried = {
        int(number)
        for path in (ROOT / "tests" / "browser").glob("test_*.py")
        for number in TEST.findall(path.read_text())
    }

    assert told == set(range(1, 44))
    assert (sorted(told - tried), sorted(tried - told)) == ([], [])
