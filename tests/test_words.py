"""No word of the interface outside pwa/words/, none missing there, none left over."""

from pathlib import Path

import pytest

from tests import spoken, wording
from tests.source import ROOT, files


def called(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("template", wording.templates(), ids=called)
def test_a_template_says_nothing_by_itself(template: Path) -> None:
    assert spoken.words_in_template(template.read_text()) == []


@pytest.mark.parametrize("script", wording.scripts(), ids=called)
def test_a_script_says_nothing_by_itself(script: Path) -> None:
    assert spoken.words_in_script(script.read_text()) == []


def test_no_view_flashes_words_of_its_own() -> None:
    assert [words for path in files("backend") for words in spoken.flashed(path.read_text())] == []


def test_words_written_into_a_page_are_noticed() -> None:
    page = (
        '{# a note #}<p title="{{ say(\'a.b\') }}">{{ name }}: Halo</p><img alt="Foto"><script>let a</script>'
    )
    script = "el.title = 'Tutup'; html`<b>${say('a')} Kirim ${on ? html`<i>ya</i>` : ''}</b>`"

    assert spoken.words_in_template(page) == ["□: Halo", "Foto"]
    assert spoken.words_in_script(script) == ["Tutup", "□ Kirim □", "ya"]


def test_both_languages_have_the_same_keys() -> None:
    indonesian, english = (set(wording.said_in(language)) for language in ("id", "en"))

    assert sorted(indonesian ^ english) == []


def test_both_languages_want_the_same_facts() -> None:
    indonesian, english = wording.said_in("id"), wording.said_in("en")

    different = [
        key
        for key in indonesian.keys() & english.keys()
        if wording.facts_in(indonesian[key]) != wording.facts_in(english[key])
    ]

    assert sorted(different) == []


def test_every_counted_text_can_count_in_its_language() -> None:
    counted = [
        (language, key, set(text))
        for language in wording.LANGUAGES
        for key, text in wording.said_in(language).items()
        if isinstance(text, dict)
    ]

    needed = {"id": {"other"}, "en": {"one", "other"}}

    assert [(language, key) for language, key, forms in counted if not needed[language] <= forms] == []


def test_every_key_that_is_asked_for_has_words() -> None:
    known = set(wording.said_in("id"))

    wordless = {
        f"{called(path)}: {key}"
        for path, source in wording.sources().items()
        for key in wording.keys_asked_for(source) - known
    }

    assert sorted(wordless) == []


def test_every_word_kept_is_used_somewhere() -> None:
    sources = wording.sources().values()
    mentioned = {key for source in sources for key in wording.keys_mentioned(source)}
    patterns = {pattern for source in sources for pattern in wording.keys_put_together(source)}

    idle = [key for key in wording.said_in("id") if key not in mentioned and not wording.fits(key, patterns)]

    assert sorted(idle) == []


def test_keys_put_together_are_understood() -> None:
    source = (
        """say("state." ~ r.state) say(`phone.${n}.missing`) say(f"errors.{code}.help") say('a.b', n=1)"""
    )

    patterns = wording.keys_put_together(source)

    assert patterns == {"state.□", "phone.□.missing", "errors.□.help"}
    assert wording.keys_asked_for(source) == {"a.b"}
    assert wording.fits("phone.rt.missing", patterns)
    assert not wording.fits("phone.rt.found", patterns)
