"""Bontang's clock: UTC+8, without summer time."""

from zoneinfo import ZoneInfo

WITA = ZoneInfo("Asia/Makassar")
