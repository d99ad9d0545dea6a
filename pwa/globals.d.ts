// Filled in by build.mjs.

/** Address of the icon sprite. */
declare const ICONS: string
/** Address of the app's icon. */
declare const ICON: string
/** Address of the photo worker's script. */
declare const SHRINK: string
declare const TAKE: string
/** Address of the city register as it was when this version was built. */
declare const REGISTER: string
/** Addresses of what the app begins with, the app itself first. */
declare const APP: string[]
/** Changes with every version of the shell. */
declare const BUILD: string
/** What the shell needs to open without a network. */
declare const PRECACHE: string[]
