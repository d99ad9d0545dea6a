/** What was being written is no draft any more: another tab saved or removed it. */
export class Gone extends Error {}
