// The colours of the map, from the style sheet: a canvas knows no classes.

/** @returns {{ kinds: string[], tones: Record<string, string>, ink: string, surface: string, land: string, coast: string, sea: string, focus: string }} */
export function colours() {
  const style = getComputedStyle(document.documentElement)
  const named = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim()
  return {
    kinds: Array.from({ length: 9 }, (_, i) => named(`kind-${i + 1}`)),
    tones: { open: named('sun'), work: named('sea'), fixed: named('leaf'), closed: named('stone'), good: named('leaf-deep') },
    ink: named('ink'),
    surface: named('surface'),
    land: named('map-land'),
    coast: named('map-line'),
    sea: named('map-sea'),
    focus: named('focus'),
  }
}

/** Tells when the theme changes. @param {() => void} heard */
export const onTheme = (heard) => matchMedia('(prefers-color-scheme: dark)').addEventListener('change', heard)
