#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""validate_dashboards.py SCHEMA FILE...: what a JSON Schema says of dashboard files, a line a complaint; exit status 1
if there is any. Comments and trailing commas, which JSON Schema does not know, are taken out first."""
import json
import re
import sys

import jsonschema

# A string, a comment, or a comma before a closing bracket: a string is what begins first, and is kept.
TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*')
COMMAS = re.compile(r'"(?:\\.|[^"\\])*"|,(?=\s*[\]}])')


def plain_json(text):
    text = TOKENS.sub(lambda m: m.group() if m.group()[0] == '"' else "", text)
    return COMMAS.sub(lambda m: m.group() if m.group()[0] == '"' else "", text)


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    complaints = 0
    for path in paths:
        with open(path, encoding="utf-8-sig") as file:
            content = json.loads(plain_json(file.read()))
        for error in validator.iter_errors(content):
            print(f"{path}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            complaints += 1
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
