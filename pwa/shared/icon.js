import { html } from 'lit'

/**
 * An icon of the built sprite. It says nothing to a screen reader: the word beside it does.
 *
 * @param {string} name
 * @param {string} [kind] more classes
 */
export const icon = (name, kind = '') =>
  html`<svg class="icon ${kind}" aria-hidden="true" focusable="false"><use href="${ICONS}#${name}"></use></svg>`
