"""Somebody who follows by e-mail."""

from dataclasses import replace

from backend.reports.ports import NotFound
from backend.residents.follows import Follow, Follower, Way
from backend.residents.topic import CITY, Topic

ANI = Follower("ani", Way.MAIL, "ani@contoh.id", "id")


class FakeFollowers:
    """One who follows two things and waits to confirm a third."""

    def get(self, follower_id: str) -> Follower:
        if follower_id != ANI.id:
            raise NotFound(follower_id)
        return ANI

    def follows(self, _: str) -> list[Follow]:
        here = Topic(kelurahan="64.74.03.1002")
        return [Follow(CITY, 0, True), Follow(here, 0, True), Follow(replace(here, rt="012"), 0, False)]
