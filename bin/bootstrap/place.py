"""Where things lie in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = VENV / "bin" / "masdarling"
PWA = ROOT / "pwa"
LOCKS = ROOT / "requirements"
TOOLS = ROOT / ".tools"
"""Programs that build the environment and are no part of it: uv, and Node where the machine has none."""
