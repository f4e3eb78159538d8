#!/usr/bin/env python3
"""Inputs of a size that no article has: each has its answer, in bounded memory.

usage: large_test.py QUOTH MODEL [unittest's arguments]
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

QUOTH, MODEL = (os.path.abspath(sys.argv.pop(1)) for _ in range(2))


def read(content, *arguments):
    """Exit status, records, CPU seconds and peak memory in MiB of a run on a file with that content."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file, tempfile.NamedTemporaryFile() as out:
        file.write(content)
        file.flush()
        process = subprocess.Popen([QUOTH, "read", "--from=article", "--threads=1", *arguments, "-o", out.name, file.name],
                                   env={**os.environ, "QUOTH_MODEL": MODEL}, stderr=subprocess.PIPE)
        process.stderr.read()
        process.stderr.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        with open(out.name, encoding="utf8") as lines:
            kept = [json.loads(line) for line in lines if not line.startswith('{"type":"statement"')]
        return process.returncode, kept, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Large(unittest.TestCase):
    def test_fifty_megabytes_are_more_than_an_article_and_refused(self):
        status, lines, seconds, _ = read(b"She said so. " * 4_000_000)
        self.assertEqual(status, 2)
        self.assertEqual(lines[0]["reason"], "too-large")
        self.assertIn("52000000 bytes", lines[0]["message"])
        self.assertEqual(lines[-1]["skipped"], {"too-large": 1})

    def test_fifty_megabytes_are_read_where_the_limit_allows(self):
        # Of kinds that cost the model nothing: prose of this size takes a quarter of an hour.
        for what, content in (("one word", b"a" * 50_000_000), ("spaces", b" " * 50_000_000),
                              ("blank lines", b"\n" * 50_000_000), ("long words", (b"a" * 99_999 + b" ") * 500)):
            with self.subTest(what=what):
                status, lines, _, megabytes = read(content, "--max-bytes=0")
                self.assertIn(status, (0, 1))
                self.assertEqual(lines[0]["characters"], 50_000_000)
                self.assertLess(megabytes, 4000)

    def test_one_million_quotation_marks(self):
        status, lines, _, megabytes = read(b'"' * 1_000_000)
        self.assertIn(status, (0, 1))
        self.assertEqual(lines[0]["characters"], 1_000_000)
        self.assertLess(megabytes, 4000)

    def test_a_page_of_a_hundred_megabytes_is_read_in_a_gigabyte(self):
        paragraph = "<p>The mayor of Eastwick opened the new bridge on Tuesday. “It will hold,” she told the crowd.</p>\n".encode()
        for what, content in (("paragraphs", b"<h1>Bridge</h1>" + paragraph * (100_000_000 // len(paragraph))), ("nesting", b"<div>" * 20_000_000),
                              ("entities", b"<p>" + b"&amp;&#x41;" * 9_000_000), ("NULs", b"<p>a" + b"\0" * 100_000_000),
                              ("one attribute", b"<p class='" + b"x" * 100_000_000 + b"'>a"), ("no character", b"<p>" + b"\xff" * 100_000_000)):
            with self.subTest(what=what), tempfile.NamedTemporaryFile(suffix=".html") as file, tempfile.NamedTemporaryFile() as out:
                file.write(content)
                file.flush()
                process = subprocess.Popen([QUOTH, "page", "--from=html", "--format=text", "-o", out.name, file.name], stderr=subprocess.DEVNULL)
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                self.assertIn(process.returncode, (0, 1))
                self.assertLess(usage.ru_maxrss / 1024, 1000)


if __name__ == "__main__":
    unittest.main()
