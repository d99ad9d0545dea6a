// The number on the app's icon: what waits for the person and was not looked at yet. Where the browser has none, nothing.

/** @param {number} waiting questions, and what cannot be sent @param {boolean} isRead the person looks at the list now */
export async function badge(waiting, isRead) {
  const { setAppBadge, clearAppBadge } = /** @type {any} */ (navigator)
  try {
    if (waiting && !isRead) await setAppBadge?.call(navigator, waiting)
    else await clearAppBadge?.call(navigator)
  } catch {
    // Not installed, or not allowed: the list says it too.
  }
}
