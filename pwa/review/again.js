// A page that the browser's history brings back as it was may show what a person saw who has signed out since. `no-store`
// does not forbid it everywhere.

/** @param {Window} view */
export function readAnew(view) {
  view.addEventListener('pageshow', ({ persisted }) => persisted && view.location.reload())
}
