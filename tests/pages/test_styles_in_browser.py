"""Residents' pages wait for no styles but those they use; staff have a file of their own."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.pages.addresses import residents
from tests.pages.site import a_week
from tests.source import ROOT

DIST = ROOT / "pwa" / "dist"
BEFORE_A_DOOR = (
    "sign-in",
    "sign-out",
    "data",
    "data-request",
    "password",
    "password-over",
    "invitation-over",
)
"""Of others, and without staff's styles."""
APPLIES = r"""async ([all, ours]) => {
  const sheet = async (css) => (await new CSSStyleSheet().replace(css)).cssRules
  const where = (rule) => (rule ? `${where(rule.parentRule)} ${rule.conditionText ?? ''}` : '')
  const rules = (list) =>
    [...list].flatMap((rule) => {
      const { selectorText: at, cssText } = rule
      return at ? [{ at, says: where(rule) + cssText }] : rules(rule.cssRules ?? [])
    })
  const STATE = /::[\w-]+|:(hover|focus-visible|focus-within|focus|active|checked|disabled|target)\b/g
  const ALONE = /(^|[\s>+~,(])(?=:(:|hover|focus|active|checked|disabled|target))/g
  const still = (selector) => selector.replace(ALONE, '$1*').replace(STATE, '')
  const had = new Set(rules(await sheet(ours)).map(({ says }) => says))
  const others = rules(await sheet(all)).filter(({ says }) => !had.has(says))
  return others.filter(({ at }) => document.querySelector(still(at))).map(({ says }) => says)
}"""
"""Which rules of staff's styles, that residents' have not, apply in any state of what they are about."""


def test_no_page_of_residents_needs_what_staff_have_besides(browser: Browser, tmp_path: Path) -> None:
    built = [next(DIST.glob(f"{name}-*.css")).read_text() for name in ("office", "main")]
    found = {}
    with a_week(tmp_path) as site:
        for name in (*residents(site.world), *BEFORE_A_DOOR):
            with site.visit(browser, site.pages[name]) as page:
                if page.locator("link[href*='/main-']").count():  # the sheet to print has styles of its own
                    found[name] = page.evaluate(APPLIES, built)

    assert {name: rules for name, rules in found.items() if rules} == {}
    assert {"home", "kelurahan", "report", "map"} <= found.keys()
