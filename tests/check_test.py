#!/usr/bin/env python3
"""quoth check and quoth show end to end: a record made of a few stories, and what it says to claims.

usage: check_test.py SOURCE_DIR QUOTH MODEL [unittest's arguments]
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

SOURCE, QUOTH, MODEL = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))

STORY = """Harbour railway stays, council says

The council of Vell will keep the harbour railway, mayor Odile Marran said on Tuesday.

“There will be no toll on the harbour bridge, and the port will pay for the repair,” Odile Marran said.

“I will believe in this railway when I ride it home one evening,” said Tomas Beel, a baker.
"""


def run(*arguments, stdin=""):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "QUOTH_DB")}
    environment["QUOTH_MODEL"] = MODEL
    return subprocess.run([QUOTH, *arguments], input=stdin.encode(), capture_output=True, env=environment, timeout=600)


class Check(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="quoth-check-")
        cls.db = os.path.join(cls.folder, "record.db")
        cls.write("story.txt", STORY)
        result = run("ingest", "--db", cls.db, "--from", "article", os.path.join(cls.folder, "story.txt"))
        assert result.returncode == 0, result.stderr.decode()
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            cls.schema = jsonschema.Draft202012Validator(json.load(file))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def write(cls, name, text):
        path = os.path.join(cls.folder, name)
        with open(path, "w", encoding="utf8") as file:
            file.write(text)
        return path

    def check(self, *arguments, stdin=""):
        result = run("check", "--db", self.db, *arguments, stdin=stdin)
        lines = [json.loads(line) for line in result.stdout.decode().splitlines()]
        for line in lines:
            self.schema.validate(line)
        return result, lines

    def test_the_exit_status_tells_whether_the_claim_stands(self):
        for words, by, verdict, status in (
                ("There will be no toll on the harbour bridge, and the port will pay for the repair", "Marran", "exact", 0),
                ("There will be no toll on the harbour bridge", "Mayor Marran", "trimmed", 0),
                ("There will be a toll on the harbour bridge", "Marran", "altered", 1),
                ("There will be no toll on the harbour bridge", "Beel", "other speaker", 1),
                ("Nobody shall ever sell our beautiful old lighthouse", "Beel", "not in the record", 1),
                ("no toll", "Marran", "too short to tell", 1)):
            with self.subTest(words=words, by=by):
                result, lines = self.check("--by", by, words)
                self.assertEqual([line["verdict"] for line in lines], [verdict])
                self.assertEqual(result.returncode, status)

    def test_the_evidence_says_where_it_stands_and_what_was_searched(self):
        _, lines = self.check("There will be a toll on the harbour bridge")
        evidence = lines[0]["evidence"][0]
        self.assertIn({"change": "negation", "claim": "a", "record": "no"}, evidence["diff"])
        self.assertTrue(evidence["url"].endswith("/story.txt"))
        self.assertIn("Odile Marran said.", evidence["sentence"])
        self.assertEqual(lines[0]["searched"]["articles"], 1)

    def test_a_file_of_claims_is_checked_to_its_end_whatever_is_in_it(self):
        path = self.write("claims.jsonl", '{"words":"I will believe in this railway when I ride it home","by":"Beel","id":"a"}\nrain\n'
                                          '{"words":"I will never believe in this railway when I ride it home"}\n')
        result, lines = self.check("--file", path)
        self.assertEqual([line["type"] for line in lines], ["finding", "skipped", "finding"])
        self.assertEqual([lines[0]["verdict"], lines[2]["verdict"]], ["trimmed", "altered"])
        self.assertEqual(lines[0]["place"]["id"], "a")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"claims.jsonl:2", result.stderr)

    def test_every_quotation_of_a_draft_is_checked(self):
        draft = "The vote\n\n“There will be no toll on the harbour bridge,” Odile Marran said.\n\n" \
                "“I will not believe in this railway when I ride it home one evening,” said Tomas Beel.\n"
        path = self.write("draft.txt", draft)
        result, lines = self.check("--article", path)
        self.assertEqual([line["verdict"] for line in lines], ["trimmed", "altered"])
        self.assertEqual(result.returncode, 1)
        span = lines[0]["place"]["span"]
        self.assertEqual(draft[span["begin"]:span["end"]], "There will be no toll on the harbour bridge,")
        self.assertEqual([line["place"]["line"] for line in lines], [3, 5])

    def test_claims_are_taken_from_standard_input(self):
        result, lines = self.check("--file", "-", stdin='{"words":"There will be no toll on the harbour bridge"}')
        self.assertEqual((result.returncode, lines[0]["verdict"]), (0, "trimmed"))

    def test_what_cannot_be_checked_is_trouble(self):
        for arguments in (("--db", os.path.join(self.folder, "none.db"), "rain falls"), ("--db", self.db), ("--db", self.db, "…"),
                          ("--db", self.db, "--on", "tomorrow", "rain falls"), ("--db", self.db, "--file", self.folder + "/none"),
                          ("--db", self.db, "--file", "a", "rain falls")):
            with self.subTest(arguments=arguments):
                result = run("check", *arguments)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stdout, b"")
                self.assertTrue(result.stderr.startswith(b"quoth: "))

    def test_a_hostile_claim_sends_nothing_that_a_terminal_obeys(self):
        result = run("check", "--db", self.db, "--format", "table", "There will be \x1b[2J a toll on the harbour bridge")
        self.assertEqual(result.returncode, 1)
        self.assertNotIn(b"\x1b", result.stdout)

    def test_the_reports_of_an_utterance_are_shown_side_by_side(self):
        _, lines = self.check("There will be no toll on the harbour bridge")
        utterance = str(lines[0]["evidence"][0]["utterance"])
        result = run("show", "--db", self.db, utterance)
        self.assertEqual(result.returncode, 0)
        shown = [json.loads(line) for line in result.stdout.decode().splitlines()]
        for line in shown:
            self.schema.validate(line)
        self.assertTrue(shown[0]["reference"])
        self.assertIn(b"1 report in 1 outlet", run("show", "--db", self.db, "--format", "table", utterance).stdout)
        self.assertEqual(run("show", "--db", self.db, "999").returncode, 1)
        # What is no number is an article; that one is not there either.
        self.assertEqual(run("show", "--db", self.db, "x").returncode, 1)
        self.assertEqual(run("show", "--db", self.db + ".gone", utterance).returncode, 2)


if __name__ == "__main__":
    unittest.main()
