// WebAuthn between JSON, as the server speaks it, and the bytes browsers want. Newer browsers translate by themselves
// (parseCreationOptionsFromJSON, toJSON); Chrome before 129 and Safari before 18.4 do not.

/** @param {Window | null} view */
export const known = (view) => Boolean(view && 'PublicKeyCredential' in view && view.isSecureContext)

/**
 * A new passkey, as RegistrationResponseJSON.
 * @param {any} options PublicKeyCredentialCreationOptionsJSON
 */
export async function made(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(named),
  }
  const credential = await navigator.credentials.create({ publicKey })
  return told(credential, ['clientDataJSON', 'attestationObject'])
}

/**
 * The challenge signed by a passkey, as AuthenticationResponseJSON.
 * @param {any} options PublicKeyCredentialRequestOptionsJSON
 */
export async function signed(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: (options.allowCredentials ?? []).map(named) }
  const credential = await navigator.credentials.get({ publicKey })
  return told(credential, ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'])
}

/** @param {any} descriptor */
const named = (descriptor) => ({ ...descriptor, id: bytes(descriptor.id) })

/**
 * @param {any} credential
 * @param {string[]} members of its response
 */
function told(credential, members) {
  const filled = members.filter((name) => credential.response[name])
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(filled.map((name) => [name, text(credential.response[name])])),
  }
}

/**
 * @param {string} base64url
 * @returns {Uint8Array<ArrayBuffer>}
 */
export const bytes = (base64url) => Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

/**
 * @param {ArrayBuffer} buffer
 * @returns {string} base64url
 */
export const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
