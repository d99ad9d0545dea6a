"""Two tabs edit drafts at the same time; what is not in the database afterwards is lost (R5)."""

from collections.abc import Iterator

from tests.browser.phone import Phone

FILL = """([field, value, id]) => {
  const form = document.querySelector('lapor-form')
  if (id && form.draft.row.id !== id) throw new Error('another draft is open')
  const patch = field.startsWith('answers.') ? { answers: { [field.slice(8)]: value } } : { [field]: value }
  const from = form.querySelector('note-field')
  from.dispatchEvent(new CustomEvent('fill', { detail: patch, bubbles: true }))
}"""
"""What a field tells the form when a key is pressed in it. Nothing is waited for."""

FIELDS = [["note", "answers.volume"], ["rt", "answers.berulang"]]
"""Of each tab: no two persons type into one field at the same time."""

OF_OLD = ["1 kantong", "1 gerobak/motor"], ["sering", "selalu"]


def edit(one: Phone, other: Phone, times: int) -> int:
    """Edits the drafts open in both tabs, in turns; half of the edits of both tabs begin in the same moment.

    Returns how many were lost. `times` is even. The tabs may show one draft or two.
    """
    lost = 0
    for n in range(times // 2):
        made = list(_edits(one, other, n))
        for phone, draft, field, value in made:
            phone.page.evaluate(FILL, [field, value, draft])
        lost += _missing(one, made)
    return lost


def _edits(one: Phone, other: Phone, n: int) -> Iterator[tuple[Phone, str, str, str]]:
    for tab, phone in enumerate((one, other)):
        field = FIELDS[tab][n % 2]
        value = OF_OLD[tab][n // 2 % 2] if field.startswith("answers.") else str(n)
        yield phone, _open_in(phone), field, value


def _open_in(phone: Phone) -> str:
    return str(phone.page.evaluate("document.querySelector('lapor-form').draft.row.id"))


def _missing(phone: Phone, made: list[tuple[Phone, str, str, str]]) -> int:
    """How many of the edits are not in the database, after all that was begun is written."""
    for editor, *_ in made:
        editor.page.evaluate("document.querySelector('lapor-form').draft.writing.then(() => true)")
    kept = {draft["id"]: draft["form"] for draft in phone.drafts()}
    return sum(_value(kept[draft], field) != value for _, draft, field, value in made)


def _value(form: dict[str, object], field: str) -> object:
    if not field.startswith("answers."):
        return form[field]
    answers = form["answers"]
    assert isinstance(answers, dict)
    return answers.get(field.removeprefix("answers."))


def two_tabs_lose(phone: Phone, times: int) -> int:
    """First one draft in both tabs, then a draft in each. Returns how many of `times` edits were lost."""
    phone.fills("dua tab")
    other = Phone.on(phone.context, phone.url).opens()
    lost = edit(phone, other, times // 2)
    other.lists().page.get_by_role("button", name="Laporan baru").click()
    other.fills("yang kedua")
    return lost + edit(phone, other, times - times // 2)
