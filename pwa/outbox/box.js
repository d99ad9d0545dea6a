// The outbox as it lies in the database. Every change reads and writes in one transaction, so that two tabs
// never overwrite each other; every change of state is on the disk before it is believed.

export { beginPhoto, bytes, copyPhotos, dropPhoto, finishPhoto, keepPhoto, photosOf } from './box-photos.js'
export { add, all, change, get, inState, waiting } from './box-rows.js'
export { discard, purge, remove, reopen, seal, supersede } from './box-steps.js'
