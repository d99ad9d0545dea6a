"""What `run` says: one line each, what is where."""

import io

import segno

from backend.demo import Demo, SignIn, demo_file
from backend.doctor import bare
from backend.people.invitations import link
from backend.wiring import Parts


def banner(parts: Parts, people: Demo | None) -> list[str]:
    """Lines for a terminal."""
    chosen = parts.settings
    broker = "none: the worker finds its work itself" if chosen.embedded else bare(chosen.broker_url)
    lines = [
        "",
        f"  web        {chosen.base_url}",
        "  worker     stores, draws, archives, publishes; keeps the clock"
        + (" with beat" * (not chosen.embedded)),
        f"  database   {bare(chosen.database)}",
        f"  bucket     {chosen.bucket_address}",
        f"  broker     {broker}",
        f"  data       {chosen.data.absolute()}",
        f"  register   version {parts.city.version}, {len(parts.city.register().kelurahan)} kelurahan",
        "",
    ]
    return lines + (_of_demo(people, parts) if people else _of_empty())


def _of_demo(people: Demo, parts: Parts) -> list[str]:
    base = parts.settings.base_url
    address = link(base, people.invitation)
    return [
        f"  Volunteer: open or scan   {address}",
        qr(address),
        *(_of_sign_in(s, base) for s in people.sign_ins),
        "",
        f"  (demo city; its passwords lie in {demo_file(parts.settings.data).absolute()})",
        "",
    ]


def _of_sign_in(who: SignIn, base: str) -> str:
    line = f"  {who.role:9}  {base}/masuk   {who.login} / {who.password}"
    return f"{line}   then the code of: bin/masdarling person code {who.login}" if who.app else line


def _of_empty() -> list[str]:
    return [
        "  No people yet. Make the first one:",
        "    masdarling person add --role admin --login NAME --name 'FULL NAME'",
        "",
    ]


def qr(text: str) -> str:
    """A QR code out of half blocks, for a terminal."""
    out = io.StringIO()
    segno.make(text, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()
