import { LitElement } from 'lit'
import { listenToLanguage } from './language.js'

/**
 * An element in the page's own tree: it shares the page's styles, labels reach their fields, and autofill works.
 * It is drawn again when the language changes.
 */
export class Plain extends LitElement {
  createRenderRoot() {
    return this
  }

  connectedCallback() {
    super.connectedCallback()
    this.#silence = listenToLanguage(() => this.requestUpdate())
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#silence()
  }

  #silence = () => {}

  /**
   * Tell the elements around.
   *
   * @param {string} name
   * @param {unknown} [detail]
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }
}
