"""Runs the program of docs/digest.md over every statement.json of a site, and over forgeries of them."""

import json
import pathlib
import re
import sys


def is_refused(check, statement):
    try:
        check(statement)
    except AssertionError:
        return True
    return False


document = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
program = {"__name__": "program of the document"}
exec(re.search(r"^```python\n(.*?)^```", document, re.S | re.M)[1], program)
check = program["check"]

files = sorted(pathlib.Path(sys.argv[2]).rglob("statement.json"))
languages = set()
for file in files:
    statement = json.loads(file.read_text(encoding="utf-8"))
    check(statement)
    languages.add(statement["language"])
    statement["content"]["title"] += "."
    if not is_refused(check, statement):
        sys.exit(f"{file}: another title is accepted")
    statement["content"]["title"] = statement["content"]["title"][:-1]
    statement["signatories"].pop()
    if not is_refused(check, statement):
        sys.exit(f"{file}: a list without one signatory is accepted")
if not languages >= {"ar", "en", "ko"}:
    sys.exit(f"the site has statements in {sorted(languages)} only")
print(f"{len(files)} statements in {sorted(languages)}")
