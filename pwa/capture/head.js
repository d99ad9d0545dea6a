// What a photo's first bytes say of it, before anything decodes it. Pure.

/** @typedef {{ width: number, height: number, orientation: number }} Head pixels as they lie in the file; EXIF orientation 1 to 8 */

/** @type {Head} */
const UNKNOWN = { width: 0, height: 0, orientation: 1 }

/** @param {ArrayBuffer} data @returns {Head} zeros where it does not say */
export function headOf(data) {
  const view = new DataView(data)
  if (view.byteLength > 24 && view.getUint32(0) === 0x89504e47) return { ...UNKNOWN, width: view.getUint32(16), height: view.getUint32(20) }
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return UNKNOWN
  try {
    return jpeg(view)
  } catch {
    return UNKNOWN // it ends in the middle: the decoder will say so
  }
}

/** Walks the segments (ITU-T T.81, annex B) to the frame header. @param {DataView} view @returns {Head} */
function jpeg(view) {
  let orientation = 1
  for (let at = 2; at < view.byteLength; ) {
    const [marker, size] = [view.getUint16(at), view.getUint16(at + 2)]
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), orientation }
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) orientation = turn(view, at + 10)
    if (marker < 0xff01 || size < 2) break
    at += 2 + size
  }
  return { ...UNKNOWN, orientation }
}

/** Start of frame; C4, C8 and CC between them are tables. @param {number} marker */
const isFrame = (marker) => marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)

/** Orientation in a TIFF header (CIPA DC-008, tag 0x0112). @param {DataView} view @param {number} tiff where it begins */
function turn(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949
  const first = tiff + view.getUint32(tiff + 4, little)
  const count = view.getUint16(first, little)
  for (let entry = first + 2; entry < first + 2 + count * 12; entry += 12) {
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
