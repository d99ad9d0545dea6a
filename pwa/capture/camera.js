// The phone's camera as a stream, and single pictures of it.

const STILL_MS = 4_000 // some drivers never answer takePhoto: https://crbug.com/1078137
const QUALITY = 0.92

/** @typedef {'environment' | 'user'} Facing */
/** @typedef {{ stream: MediaStream, track: MediaStreamTrack, torch: boolean, others: boolean }} Camera */

/** Whether a camera that was refused was refused by a person. @param {unknown} error */
export const isDenied = (error) => error instanceof DOMException && error.name === 'NotAllowedError'

/**
 * @param {Facing} facing a wish: a desk has one camera
 * @returns {Promise<Camera>}
 */
export async function openCamera(facing) {
  const video = { facingMode: { ideal: facing }, width: { ideal: 1920 }, height: { ideal: 1440 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
  const track = /** @type {MediaStreamTrack} */ (stream.getVideoTracks()[0])
  const devices = await navigator.mediaDevices.enumerateDevices() // complete only once a camera was allowed
  const others = devices.filter(({ kind }) => kind === 'videoinput').length > 1
  return { stream, track, torch: 'torch' in (track.getCapabilities?.() ?? {}), others }
}

/** @param {Camera | null} camera */
export function closeCamera(camera) {
  for (const track of camera?.stream.getTracks() ?? []) track.stop()
}

/** @param {Camera} camera @param {boolean} on */
export async function shine({ track }, on) {
  await track.applyConstraints({ advanced: [/** @type {any} */ ({ torch: on })] })
}

/**
 * All the sensor's pixels where the browser can ask for them, else the frame that is shown.
 *
 * @param {Camera} camera
 * @param {HTMLVideoElement} video
 * @returns {Promise<File>}
 */
export async function shoot(camera, video) {
  const picture = (await still(camera.track)) ?? (await frame(video))
  return new File([picture], 'kamera.jpg', { type: picture.type, lastModified: Date.now() })
}

/** @param {MediaStreamTrack} track @returns {Promise<Blob | null>} */
async function still(track) {
  const { ImageCapture } = /** @type {any} */ (globalThis)
  if (!ImageCapture) return null
  const late = new Promise((resolve) => setTimeout(() => resolve(null), STILL_MS))
  const taken = await Promise.race([new ImageCapture(track).takePhoto(), late]).catch(() => null)
  return taken?.size ? taken : null
}

/** @param {HTMLVideoElement} video @returns {Promise<Blob>} */
async function frame(video) {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  if (!blob) throw new Error('the camera gave no picture')
  return /** @type {Blob} */ (blob)
}
