"""What is wrong with a decision, in words for whoever made it."""

from backend.words import knows, say
from sync.problem import Problem, Unreadable


def by_field(error: Unreadable) -> dict[str, str]:
    """One sentence for each field there are words for."""
    keys = {problem.field: _key(problem) for problem in error.problems}
    return {field: say(key) for field, key in sorted(keys.items()) if knows(key)}


def _key(problem: Problem) -> str:
    cause = f".{problem.code}" if problem.code else ""
    return f"review.fault.{problem.field}{cause}"
