// Leads through the form: after every step to what is needed next, and to what is missing.

/**
 * @typedef {import('./missing.js').Missing} Missing
 * @typedef {import('lit').LitElement} Form
 */

/**
 * Gently on to what is needed next. The focus goes along, but for a place that the phone may still find by itself.
 *
 * @param {Form} form
 * @param {Missing | null} what null: nothing, all that is left is *Simpan*
 */
export async function leadOn(form, what) {
  await drawn(form)
  if (what?.field === 'question') inside(form, what)?.focus({ preventScroll: true })
  const part = what ? { photo: 'photo-field', category: 'category-field', question: 'question-list', place: 'place-field' }[what.field] : 'category-field'
  form.querySelector(part)?.scrollIntoView({ block: 'start', behavior: manner() })
}

/**
 * To what stands in the way of *Simpan*, and into it.
 *
 * @param {Form} form
 * @param {Missing} what
 */
export async function pointTo(form, what) {
  await drawn(form)
  const target = inside(form, what)
  target?.focus({ preventScroll: true })
  target?.scrollIntoView({ block: 'center', behavior: manner() })
}

/** @param {Form} form @param {Missing} what @returns {HTMLElement | null} */
function inside(form, what) {
  if (what.field === 'photo') return form.querySelector('photo-pickers button, photo-pickers input')
  if (what.field === 'category') return form.querySelector('category-field h2')
  if (what.field === 'place') return form.querySelector('#kelurahan')
  const question = /** @type {HTMLElement | null} */ (form.querySelector(`#question-${CSS.escape(what.id)}`))
  return question?.matches('fieldset') ? question : (question?.querySelector('input') ?? null)
}

/** Its parts are drawn after itself. @param {Form} form */
async function drawn(form) {
  await form.updateComplete
  const parts = [...form.querySelectorAll('*')].filter((part) => 'updateComplete' in part)
  await Promise.all(parts.map((part) => /** @type {Form} */ (part).updateComplete))
}

/** @returns {ScrollBehavior} */
const manner = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth')
