"""Words to begin an answer with: the register's templates, in the language of whoever will read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.city.register import Template
from backend.reports.choices import Verdict
from backend.reports.moves import State
from backend.reports.report import Report
from backend.routes.pages_labels import in_language
from backend.wiring import parts

LEADS_TO = {
    Verdict.ASK: State.NEEDS_INFO,
    Verdict.REJECT: State.REJECTED,
    Verdict.MERGE: State.DUPLICATE,
    Verdict.ASSIGN: State.ASSIGNED,
}


@dataclass(frozen=True, slots=True)
class Start:
    """`label` in the reviewer's language, `words` in the reader's."""

    code: str
    label: str
    words: str


def starts(report: Report) -> dict[str, list[Start]]:
    """By verdict, the closest to the report's category first."""
    tongue = language_of_sender(report)
    return {
        verdict.value: [
            Start(one.code, in_language(one.label), _words(one, tongue))
            for one in parts().city.templates(report.category, state.value)
        ]
        for verdict, state in LEADS_TO.items()
    }


def begun(form: Mapping[str, str], report: Report) -> str:
    """What was written; where there is no script, behind the words that were chosen to begin with."""
    template = parts().city.register().templates.get(form.get("start", ""))
    chosen = _words(template, language_of_sender(report)) if template else ""
    return "\n".join(part for part in (chosen, form.get("words", "").strip()) if part)


def language_of_sender(report: Report) -> str:
    """In which a device of theirs asked to be told; most ask for nothing and read Indonesian."""
    told = parts().subscriptions.of(report.sender.owner)
    return told[0].language if told else "id"


def _words(template: Template, tongue: str) -> str:
    """What an agency reads is Indonesian."""
    reads_english = tongue == "en" and template.state != State.ASSIGNED.value
    return template.words.en if reads_english else template.words.id
