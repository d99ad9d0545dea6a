"""The oldest browsers that are promised, as far as taking things from a new one makes it like them."""

import pytest

from tests.browser.conftest import Archive, Phones
from tests.browser.phone import a_photo

pytestmark = pytest.mark.browser

AS_IN_2021 = """
for (const name of ['structuredClone', 'OffscreenCanvas', 'ImageCapture', 'CompressionStream',
  'DecompressionStream', 'BroadcastChannel', 'PushManager', 'SyncManager', 'requestIdleCallback',
  'scheduler'])
  delete globalThis[name]
for (const kind of [Array, String, Int8Array.__proto__])
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'])
    delete kind.prototype[name]
for (const name of ['hasOwn', 'groupBy']) delete Object[name]
for (const name of ['timeout', 'any']) delete AbortSignal[name]
for (const name of ['withResolvers', 'try']) delete Promise[name]
for (const name of ['canParse', 'parse']) delete URL[name]
for (const name of ['setAppBadge', 'clearAppBadge', 'wakeLock', 'locks', 'share', 'connection',
  'userAgentData'])
  delete Navigator.prototype[name]
delete Crypto.prototype.randomUUID
delete AbortSignal.prototype.throwIfAborted
delete HTMLElement.prototype.showPopover
delete Element.prototype.checkVisibility
"""


def test_a_browser_of_2021_makes_saves_and_delivers_a_report_with_a_photo_simulated(
    phones: Phones, archive: Archive
) -> None:
    phone = phones()
    phone.context.add_init_script(AS_IN_2021)
    faults: list[str] = []
    phone.page.on("pageerror", lambda fault: faults.append(str(fault)))

    phone.opens().reports(a_photo(1), note="dekat pasar")

    phone.waits_until("stored", within=90)
    archive.has(phone)
    assert phone.page.evaluate("typeof OffscreenCanvas + typeof navigator.locks") == "undefinedundefined"
    assert faults == []
