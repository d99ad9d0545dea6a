"""What a phone remembers besides reports, put there as if it had come about."""

from tests.browser.phone import Phone

REMEMBER = """(fact) => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const tx = database.transaction('facts', 'readwrite')
    tx.objectStore('facts').put(fact)
    tx.oncomplete = () => { database.close(); done() }
  }
})"""


def remembers(phone: Phone, name: str, value: object) -> None:
    """Read when the app opens the next time."""
    phone.page.evaluate(REMEMBER, {"name": name, "value": value})
