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
    def test_fifty_megabytes(self):
        for what, content in (("one word", b"a" * 50_000_000), ("spaces", b" " * 50_000_000),
                              ("blank lines", b"\n" * 50_000_000), ("long words", (b"a" * 99_999 + b" ") * 500)):
            with self.subTest(what=what):
                status, lines, _, megabytes = read(content)
                self.assertEqual(status, 1)
                self.assertEqual(lines[0]["characters"], 50_000_000)
                self.assertLess(megabytes, 4000)

    def test_one_million_quotation_marks(self):
        for what, content in (("straight", b'"' * 1_000_000), ("opening", "“".encode() * 1_000_000),
                              ("pairs", "“a” ".encode() * 500_000)):
            with self.subTest(what=what):
                status, lines, _, megabytes = read(content)
                self.assertIn(status, (0, 1))
                self.assertEqual(lines[-1]["articles"], 1)
                self.assertLess(megabytes, 4000)

    def test_more_than_the_limit_is_refused_and_said(self):
        status, lines, _, _ = read(b"a" * (256 << 20) + b"b")
        self.assertEqual(status, 2)
        self.assertEqual(lines[0]["reason"], "too-large")
        self.assertIn(str(256 << 20), lines[0]["message"])


if __name__ == "__main__":
    unittest.main()
