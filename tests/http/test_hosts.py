"""Apps that show pages inside themselves are recognised, browsers are left in peace."""

import json

import pytest

from backend.routes.hosts import Host, host_of, intent_to
from tests.source import ROOT

EXAMPLES = json.loads((ROOT / "tests" / "hosts.json").read_text())
"""Read by pwa/shell/host.test.mjs too."""


@pytest.mark.parametrize("what", EXAMPLES["apps"])
def test_an_app_is_recognised(what: str) -> None:
    example = EXAMPLES["apps"][what]

    assert host_of(example["agent"]) == Host(example["app"], example["system"])


@pytest.mark.parametrize("what", [*EXAMPLES["browsers"], ""])
def test_a_browser_of_its_own_is_none(what: str) -> None:
    assert host_of(EXAMPLES["browsers"].get(what, "")) is None


def test_an_intent_names_the_address_its_scheme_the_browser_and_the_way_without_it() -> None:
    assert intent_to("https://lapor.bontang.example/undangan/aB-3?x=1") == (
        "intent://lapor.bontang.example/undangan/aB-3?x=1#Intent;scheme=https;package=com.android.chrome;"
        "S.browser_fallback_url=https%3A%2F%2Flapor.bontang.example%2Fundangan%2FaB-3%3Fx%3D1;end"
    )
