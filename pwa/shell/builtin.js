/** The register this version was built with, out of the service worker's precache. */
export async function builtin() {
  const response = await fetch(REGISTER)
  if (!response.ok) throw new Error(`the built-in register: ${response.status}`)
  return response.json()
}
