"""What a phone is told about an id that is taken."""

from sync.verdict import Verdict, judge


def test_the_same_bytes_again_are_a_repeat() -> None:
    assert judge(sent="a" * 64, kept="a" * 64) is Verdict.REPEAT


def test_other_bytes_under_the_same_id_clash() -> None:
    assert judge(sent="a" * 64, kept="b" * 64) is Verdict.CLASH
