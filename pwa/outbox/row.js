// What the phone keeps of a report, and how far it has come. Pure: no page, no network, no storage.

/**
 * `draft` -> `queued` (Simpan) -> `sending` (the server has the words) -> `sent` (it has everything)
 * -> `stored` (the archive has it: the photo bytes may go). Beside them `paused_auth`, `blocked` and `discarding`.
 *
 * @typedef {'draft' | 'queued' | 'sending' | 'sent' | 'stored' | 'paused_auth' | 'blocked' | 'discarding'} RowState
 */

/** Why the server will never take a row as it is. @typedef {'clash' | 'too_large' | 'refused' | 'lost_bytes' | 'corrupt' | 'foreign'} Reason */

/**
 * @typedef {object} Where
 * @property {number} lat WGS84 degrees
 * @property {number} lon
 * @property {number | null} accuracy_m
 * @property {'gps' | 'pin'} source
 * @property {number} at milliseconds since 1970, when the fix was taken
 */

/**
 * What the person has filled in so far.
 *
 * @typedef {object} Form
 * @property {string} category empty while none is chosen
 * @property {Record<string, string | string[] | number | boolean>} answers
 * @property {string} note
 * @property {'named' | 'confidential' | 'anonymous'} identity
 * @property {Where | null} where
 * @property {string} kelurahan empty: none proposed
 * @property {boolean} kelurahan_by_hand
 * @property {boolean} [without_point] the person does not want the phone's position to be used
 * @property {string} rt
 * @property {boolean} danger people are in danger
 * @property {string} [about] id of a published report: its place is not mended, or is
 * @property {boolean} [mended] it is, as a photo shows
 */

/**
 * @typedef {object} PhotoAtServer
 * @property {string} sha256
 * @property {number} offset bytes
 * @property {boolean} complete
 * @property {boolean} stored
 * @property {boolean} [begun] a chunk may have arrived whose answer was lost
 * @property {number} [wrong] times the whole photo was refused
 */

/**
 * Where in the form the person is, so that a killed page opens there again.
 *
 * @typedef {object} Spot
 * @property {string} group of categories that is open, empty: none
 * @property {string} words searched for
 * @property {string[]} open parts of the form that are folded out
 * @property {number} y scrolled so far, in CSS pixels
 * @property {string[]} [different] ids of open reports near by that the person said are something else
 */

/**
 * How the server stood when it last answered.
 *
 * @typedef {object} AtServer
 * @property {string} number
 * @property {'partial' | 'complete' | 'stored'} state
 * @property {PhotoAtServer[]} photos
 */

/** @typedef {{ digest: string, size: number, photos: { sha256: string, size: number, photo: string }[] }} Sealed */

/**
 * @typedef {object} Row
 * @property {string} id UUIDv7, the report's own; it tells the day only: rows are put in order by `created_at`
 * @property {number} v
 * @property {RowState} state
 * @property {string} owner the person it is sent as; empty when it was captured while nobody was known
 * @property {Form} form
 * @property {Spot} [spot] drafts made since 0.2.0 have it
 * @property {boolean} awaiting the camera or gallery was opened and has not yet come back
 * @property {number} created_at milliseconds since 1970 by this phone's clock, as all times here
 * @property {number} changed_at
 * @property {number | null} captured_at
 * @property {number} register version of the city register it was filled in with
 * @property {string | null} supersedes
 * @property {Sealed | null} sealed what was frozen; its bytes lie apart, under the report's id
 * @property {boolean} tried a first attempt to send was begun: it can no longer be edited
 * @property {AtServer | null} server
 * @property {Reason | null} blocked
 * @property {{ field: string }[]} [refused] as the server named them: dotted paths in what was sent (protocol v1, part 1)
 * @property {object | null} receipt
 * @property {number | null} [dropped_at] the person let it go then and may still take it back; nothing is done with it
 * @property {string} [joined] the report joined in on when it was let go; to its person it is not a deleted one
 */

/**
 * @typedef {object} PhotoRow
 * @property {string} id
 * @property {string} report
 * @property {number} v
 * @property {boolean} ready it has its final form: shrunk, or the original where shrinking failed
 * @property {boolean} original the bytes are those the camera gave
 * @property {string} type
 * @property {number} size bytes
 * @property {number | null} width
 * @property {number | null} height
 * @property {number | null} taken_at
 * @property {string} sha256 empty until ready
 * @property {ArrayBuffer | null} thumb a small JPEG
 * @property {string} [print] tells it from other photos, by the bytes the camera gave
 * @property {number} [covered] how often something in it was covered: what was being made of the photo before is void
 * @property {number} [tries] how often making it small was begun: a page that dies of it must not die for ever
 */

/** Still on its way: the person would lose something if this phone were lost. @param {Row} row */
export const isUnsent = (row) => !row.dropped_at && ['queued', 'sending', 'paused_auth', 'blocked'].includes(row.state)

/** When it was saved, or else begun. @param {Row} row @returns {number} milliseconds since 1970 */
export const savedAt = (row) => row.captured_at ?? row.created_at

/** The next delivery may do something for it. @param {Row} row */
export const isWaiting = (row) => !row.dropped_at && ['queued', 'sending', 'discarding'].includes(row.state)

/** The server never saw it, so it may still change. @param {Row} row */
export const isEditable = (row) => row.state === 'draft' || (row.state === 'queued' && !row.tried)

/** Whole at the server it is everybody's; in the archive the row is its receipt. @param {Row} row */
export const isRemovable = (row) => ['draft', 'queued', 'sending', 'paused_auth', 'blocked'].includes(row.state)

/** How long a report that was let go can be taken back. */
export const UNDO_MS = 10_000

/**
 * A row is sent as the person who captured it and as nobody else. One captured while nobody was known on this phone
 * has no owner: whoever delivers first takes it along. A device is no owner, for its cookie may get lost.
 *
 * @param {Row} row
 * @param {{ person: string | null }} me
 */
export const belongsTo = (row, me) => row.owner === '' || row.owner === me.person

/** While it is not known who is here. */
export const NOBODY = Object.freeze({ person: null })

/** Whom a row made now belongs to. @param {{ person: string | null } | null} me */
export const ownerOf = (me) => me?.person ?? ''

/**
 * How much of each sealed photo the server has acknowledged.
 *
 * @param {Row} row
 * @returns {{ sent: number, size: number, complete: boolean }[]} bytes
 */
export function photoProgress(row) {
  return (row.sealed?.photos ?? []).map(({ sha256, size }) => {
    const { offset = 0, complete = false } = row.server?.photos.find((photo) => photo.sha256 === sha256) ?? {}
    return { sent: complete ? size : offset, size, complete }
  })
}
