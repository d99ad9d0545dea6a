// What a picker gave and what is not in the draft yet: *Simpan* waits for it, for a photo that is still being read would
// be left behind. Not for ever: a file in a cloud may never come.

const PATIENCE_MS = 12_000

export class Arrivals {
  constructor() {
    /** True once all of it is there. @type {Promise<boolean> | null} */
    this.coming = null
  }

  /** @param {Promise<boolean>} work whether all of it could be taken */
  async add(work) {
    const coming = Promise.all([this.coming ?? true, work]).then((all) => all.every(Boolean))
    this.coming = coming
    await coming
    if (this.coming === coming) this.coming = null
  }

  /** @returns {Promise<'all' | 'not-all' | 'late'>} `late`: it is not waited for any more */
  async settled() {
    const { coming } = this
    if (!coming) return 'all'
    const outcome = await Promise.race([coming, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null))])
    if (outcome === null) this.coming = null
    return outcome === null ? 'late' : outcome ? 'all' : 'not-all'
  }
}
