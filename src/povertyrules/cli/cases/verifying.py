"""`povertyrules case verify`: is everything that is stored as it was written?"""

from __future__ import annotations

from rich.text import Text

from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import desk
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal, safe


def verify(
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Go over the whole log; what is not as it was written is told by case and number."""
    terminal = Terminal(lang)
    say = terminal.words.say
    with desk(terminal, store, ruleset) as at:
        damages = at.store.verify()
        events = at.store.count()
    code = exits.FAILURE if damages else exits.DONE
    if form is o.Form.json:
        found = [
            {
                "case": d.case,
                "number": d.number,
                "what": d.what,
                "told": d.to_text(terminal.language),
            }
            for d in damages
        ]
        terminal.write(as_json({"store": at.path, "events": events, "damages": found}))
        return code
    if damages:
        title = say("not_verified", store=at.path, count=len(damages))
        terminal.read(Text(safe(title), style="bold red"))
        for damage in damages:
            terminal.read(safe(f"  {damage.to_text(terminal.language)}"))
        terminal.say("not_verified_help")
    else:
        terminal.read(Text(safe(say("verified", store=at.path, events=events)), style="bold green"))
        terminal.say("verified_note")
    return code
