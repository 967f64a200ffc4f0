"""Runs the program of docs/digest.md over the test vectors of docs/digest.md, and over forgeries of them."""

import copy
import json
import re
import sys


def blocks_of(document, language):
    return re.findall(r"^```%s\n(.*?)^```" % language, document, re.S | re.M)


def is_refused(check, statement):
    try:
        check(statement)
    except AssertionError:
        return True
    return False


document = open(sys.argv[1], encoding="utf-8").read()
program = {"__name__": "program of the document"}
exec(blocks_of(document, "python")[0], program)
check = program["check"]
whole, erased = map(json.loads, blocks_of(document, "json"))

check(whole)
check(erased)

forged = copy.deepcopy(whole)
forged["content"]["title"] += "."
moved = copy.deepcopy(whole)
moved["content"]["blocks"].append(moved["content"]["blocks"].pop(0))
unsigned = copy.deepcopy(whole)
unsigned["signatories"].pop()
for statement in forged, moved, unsigned:
    if not is_refused(check, statement):
        sys.exit("the program of docs/digest.md accepts a forgery")
