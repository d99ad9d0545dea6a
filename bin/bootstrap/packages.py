"""The Python environment in .venv, holding exactly the locked packages."""

import shutil
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from bootstrap import stamps, steps
from bootstrap.place import COMMAND, LOCKS, PYTHON, ROOT, TOOLS, VENV

Level = Literal["run", "test"]

PIP = next(Path(__file__).parent.glob("pip-*.whl")) / "pip"
"""pip runs out of its wheel: a bare Debian has neither pip nor what `venv` needs to bring one."""

ADVICE = (
    "Is the network there? pip's own settings (pip.conf, PIP_INDEX_URL) are obeyed; "
    "then run the same command again, what is done stays done."
)


def ready(level: Level, env: Mapping[str, str]) -> None:
    """Make .venv hold the packages of requirements/<level>.txt. Raises steps.Failed.

    The test packages include those to run with, so an environment that has them keeps them.
    """
    stamp = VENV / "stamp"
    known = stamps.read(stamp)
    level = "test" if known.startswith("test ") else level
    wanted = f"{level} {stamps.fingerprint([LOCKS / f'{level}.txt'], born())}"
    if known == wanted and PYTHON.exists():
        return
    with steps.step(f"Python packages to {level} with"):
        create()
        stamp.unlink(missing_ok=True)
        fill(LOCKS / f"{level}.txt", env)
        stamps.write(stamp, wanted)


def born() -> str:
    """What a virtual environment cannot outlive: its interpreter, and the place of the checkout."""
    return stamps.fingerprint([], sys.version, Path(sys.executable).resolve(), ROOT)


def create() -> None:
    """An empty environment that imports the checkout's own packages, which are used where they lie."""
    if stamps.read(VENV / "born") == born() and PYTHON.exists():
        return
    venv.create(VENV, with_pip=False, symlinks=True, clear=True)
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "masdarling.pth").write_text(f"{ROOT}\n")
    COMMAND.write_text(f"#!{PYTHON}\nimport sys\n\nfrom backend.cli import main\n\nsys.exit(main())\n")
    COMMAND.chmod(0o755)
    stamps.write(VENV / "born", born())


def fill(lock: Path, env: Mapping[str, str]) -> None:
    """uv is ten times as quick; pip, which knows this machine's own index, when uv cannot."""
    try:
        uv = fetch("uv", env) / "bin" / "uv"
        steps.run(
            [uv, "pip", "sync", "--compile-bytecode", "--require-hashes", "--python", PYTHON, lock],
            cwd=ROOT,
            env=env,
            advice=ADVICE,
        )
    except steps.Failed as reason:
        steps.say(f"  uv could not, trying pip: {str(reason).strip().splitlines()[0]}")
        pip_install(PYTHON, [], lock, env)


def fetch(tool: Literal["uv", "node"], env: Mapping[str, str]) -> Path:
    """The folder of a tool that is locked on its own in requirements/<tool>.txt."""
    lock, folder = LOCKS / f"{tool}.txt", TOOLS / tool
    wanted = stamps.fingerprint([lock], sys.version)
    if stamps.read(folder / "stamp") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        pip_install(sys.executable, ["--target", folder], lock, env)
        stamps.write(folder / "stamp", wanted)
    return folder


def pip_install(python: str | Path, where: Sequence[str | Path], lock: Path, env: Mapping[str, str]) -> None:
    quiet = ["--disable-pip-version-check", "--no-input", "--root-user-action=ignore"]
    command = [python, PIP, "install", *quiet, "--no-deps", "--require-hashes", *where, "-r", lock]
    steps.run(command, cwd=ROOT, env=env, advice=ADVICE)
