/** Files of another version than this page, or a line that broke: what is painted would stay dead without a word. */
export const sayGone = () => document.querySelector('#gagal')?.removeAttribute('hidden')
