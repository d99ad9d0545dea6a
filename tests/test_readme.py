"""The README shows what was measured last."""

from tests.bench import readme


def test_the_table_in_the_readme_is_of_the_figures_in_docs() -> None:
    text = readme.README.read_text()

    assert text == readme.drawn(text), "draw it anew: python -m tests.bench.readme"
    assert text.count("| P3 |") > 1
