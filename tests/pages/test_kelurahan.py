"""How a neighbourhood is doing, as its page and the page of an RT tell it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from backend.routes.trends import HEIGHT, Trend
from tests.pages import seed
from tests.pages.world import NOW, World

PAGE = f"/kelurahan/{seed.SEASON}"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Not to be changed."""
    world = World(tmp_path_factory.mktemp("season"))
    world.keep(seed.a_season(NOW))
    return world


def page(world: World, path: str = PAGE) -> str:
    return re.sub(r"\s+", " ", world.visitor().get(path).text)


def test_each_count_is_told_with_its_trend_in_words_and_as_numbers(season: World) -> None:
    told = page(season)

    labels = re.findall(r'role="img" aria-label="([^"]+)"', told)
    assert [label.split(",")[0] for label in labels[:4]] == ["Terbuka", "Dikerjakan", "Selesai", "Ditutup"]
    assert all("12 minggu terakhir" in label for label in labels[:4])
    assert told.count('<tr><th scope="row">') == 12


def test_what_is_overdue_is_told_with_the_name_of_who_holds_it(season: World) -> None:
    late = page(season).split('id="tenggat"')[1].split("</section>")[0]

    assert "lewat tenggat. Sekarang dipegang:" in late
    assert season.city.register().opd["DPUPR"].name in late
    assert "Kelurahan Berbas Tengah" in late


def test_good_news_is_summed_up_and_medians_say_of_how_many(season: World) -> None:
    told = page(season)

    assert "<strong>506 kg</strong>" in told.replace(",", ".")
    assert "<strong>150 pohon</strong>" in told
    assert re.search(r"Separuh selesai dalam \d+ hari\.</strong> <span[^>]*>Dari \d+ laporan", told)


def test_an_rt_has_a_page_with_its_own_reports(season: World) -> None:
    path, counts = re.findall(rf'<a href="({PAGE}/rt/012)">.*?<span[^>]*>([^<]+)</span>', page(season))[0]

    told = page(season, path)

    assert counts == "0 belum selesai, 4 selesai"
    assert set(re.findall(r"RT (\d{3}), <time", told)) == {"012"}


def test_the_newest_reports_are_shown_and_all_of_them_are_one_tap_away(season: World) -> None:
    told = page(season)

    assert told.count('class="report-card"') == 10
    assert f'href="/peta?kelurahan={seed.SEASON}"' in told.split('id="baru"')[1]
    assert told.index('id="rt"') < told.index('id="baru"')


@pytest.mark.parametrize(
    ("path", "status"),
    [("/rt/099", 200), ("/rt/12", 404), ("/rt/000", 404), ("/rt/Budi", 404), ("x/rt/012", 404)],
)
def test_what_is_no_rt_has_no_page_and_one_without_reports_says_so(
    season: World, path: str, status: int
) -> None:
    answer = season.visitor().get(f"{PAGE}{path}")

    assert answer.status_code == status
    assert status == 404 or "Belum ada laporan terbit di RT 099." in answer.text


def test_nothing_is_counted_for_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    world.keep([*seed.a_season(NOW)][:3])
    for counting in ("tally", "clusters", "latest"):
        monkeypatch.delattr(type(world.showcase), counting)

    assert world.visitor().get(PAGE).status_code == 200


def test_a_page_that_was_not_drawn_today_says_of_when_it_is(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.keep([*seed.a_season(NOW)][:3])
    assert "Keadaan 23 Nov" not in page(world)

    world.now += timedelta(days=1)

    assert "Keadaan 23 Nov 2026." in page(world)


def test_a_quiet_neighbourhood_has_a_flat_line_and_stumps() -> None:
    quiet = [0] * 12

    line, bars = Trend("open", quiet).line, list(Trend("fixed", quiet).bars)

    assert {point.split(",")[1] for point in line.split()} == {f"{HEIGHT - 2:.1f}"}
    assert {bar["height"] for bar in bars} == {2}
