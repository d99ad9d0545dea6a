// Decodes photos the right way up, or tells that this browser does not.

/** Two pixels side by side; its EXIF says that they stand one above the other. */
const LYING =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAP//////////////////' +
  '////////////////////////////////////////////////////////////////////wAALCAABAAIBAREA/8QAFAABAAAAAAAA' +
  'AAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z'

/** @type {Promise<boolean> | null} */
let known = null

/** Whether this browser obeys the orientation flag: old ones ignore it, and nothing in the bitmap tells. */
export function turnsUpright() {
  known ??= probe().catch(() => false)
  return known
}

async function probe() {
  const bytes = Uint8Array.from(atob(LYING), (letter) => letter.charCodeAt(0))
  const bitmap = await decode(new Blob([bytes], { type: 'image/jpeg' }))
  const upright = bitmap.height === 2
  bitmap.close()
  return upright
}

/**
 * Chrome before 112 does not know `from-image` by name and obeys the flag without it; others need to be asked.
 *
 * @param {Blob} blob
 * @returns {Promise<ImageBitmap>}
 */
export async function decode(blob) {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch (error) {
    if (error instanceof TypeError) return createImageBitmap(blob)
    throw error
  }
}
