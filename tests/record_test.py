#!/usr/bin/env python3
"""The record, from the command line: what is ingested is found, once, whatever happens on the way.

usage: record_test.py SOURCE_DIR QUOTH MODEL [unittest's arguments]
"""
import ctypes
import gzip
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import jsonschema

SOURCE, QUOTH, MODEL = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))

NAMES = ["Odile Marran", "Tomas Beel", "Ansa Kolm", "Ruth Ostrand", "Ivo Taller", "Mina Vell"]
THINGS = ["the harbour bridge", "the northern road", "the old railway", "the market hall", "the ferry", "the school roof"]


def story(number, change=""):
    name, thing = NAMES[number % len(NAMES)], THINGS[number // 3 % len(THINGS)]
    return (f"Council talks about {thing}, part {number}\n\n"
            f"“We will not close {thing} in the year {2000 + number},” {name} told reporters on Monday. "
            f"“Nobody has asked us to{change}.”\n\n"
            f"The council of Ostby warned that it had spent {number + 3} million on {thing}.\n")


def page(number, change=""):
    title, *paragraphs = story(number, change).strip().split("\n\n")
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (f"<!doctype html><html lang=en><head><title>{title}</title><meta property='og:site_name' content='The Courier'>"
            f"<meta property='article:published_time' content='2026-05-{number % 28 + 1:02}T08:00:00Z'></head>"
            f"<body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>")


def warc_record(url, body, length=None):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-06-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block) if length is None else length}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def url(number):
    return f"https://courier.example/{number}"


def run(*arguments, **options):
    environment = dict(os.environ, QUOTH_MODEL=MODEL)
    return subprocess.run([QUOTH, *arguments], capture_output=True, env=environment, **options)


def lines(result):
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


class Records(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quoth-record-test-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = self.at("record.db")

    def at(self, name):
        return os.path.join(self.folder, name)

    def put(self, name, content):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.at(name)

    def ingest(self, *arguments, status=0, **options):
        result = run("ingest", "--db", self.db, *arguments, **options)
        self.assertEqual(result.returncode, status, result.stderr.decode())
        return result

    def counts(self, *arguments, **options):
        return lines(self.ingest(*arguments, **options))[-1]

    def find(self, *arguments, status=0):
        result = run("find", "--db", self.db, *arguments)
        self.assertEqual(result.returncode, status, result.stderr.decode())
        return lines(result)

    def ask(self, sql, db=None):
        connection = sqlite3.connect(db or self.db)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def assert_sound(self, db=None):
        self.assertEqual(self.ask("PRAGMA integrity_check", db), [("ok",)])
        self.assertEqual(self.ask("PRAGMA foreign_key_check", db), [])
        connection = sqlite3.connect(db or self.db)
        connection.execute("INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)")
        connection.close()

    CONTENT = ("SELECT a.url, e.number, e.digest, s.spans, s.content FROM articles a JOIN editions e ON e.article = a.id "
               "LEFT JOIN statements s ON s.edition = e.id ORDER BY 1, 2, s.id")

    def warc(self, name, count, damaged=()):
        parts = []
        for number in range(count):
            record = warc_record(url(number), page(number), length=10 if number in damaged else None)
            parts.append(gzip.compress(record, mtime=0))
        return self.put(name, b"".join(parts))


class Ingest(Records):
    def test_what_is_ingested_is_found_with_where_it_stands(self):
        path = self.warc("crawl.warc.gz", 3)
        counts = self.counts(path)
        self.assertEqual((counts["articles"], counts["files"], counts["skipped"]), (3, 1, {}))
        self.assertGreaterEqual(counts["statements"], 3)
        hits = self.find("--by", "marran", "harbour bridge")
        self.assertEqual(len(hits), 1)
        hit = hits[0]
        self.assertEqual(hit["url"], url(0))
        self.assertEqual(hit["outlet"], "The Courier")
        self.assertEqual(hit["published"], "2026-05-01T08:00:00Z")
        self.assertEqual(hit["archive"], path)
        self.assertEqual(hit["archive_offset"], 0)
        self.assertEqual(hit["record_id"], f"<urn:uuid:{url(0)}>")
        self.assertIn("We will not close", hit["content"]["text"])
        self.assertEqual(self.find("nothingofthekind", status=1), [])
        self.assert_sound()

    def test_every_line_obeys_the_schema(self):
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            validator = jsonschema.Draft202012Validator(json.load(file))
        result = self.ingest(self.warc("a.warc.gz", 6, damaged={2}), self.at("gone.html"), status=2)
        self.assertEqual([line["type"] for line in lines(result)], ["skipped", "skipped", "ingested"])
        self.ingest("--no-text", self.put("b.html", page(40)))
        hits = self.find("--limit", "0")
        self.assertGreater(len(hits), 6)
        self.assertTrue(any("byte_spans" in hit["content"] for hit in hits))
        for line in lines(result) + hits:
            validator.validate(line)

    def test_the_same_again_changes_nothing(self):
        folder = os.path.dirname(self.put("pages/a.html", page(1)))
        self.put("pages/b.txt", story(2))
        self.put("pages/c.jsonl", json.dumps({"url": url(3), "date": "2026-05-04", "html": page(3)}) + "\n")
        self.assertEqual(self.counts(folder)["articles"], 3)
        before = self.ask(self.CONTENT)
        again = self.counts(folder)
        self.assertEqual((again["articles"], again["editions"], again["statements"]), (0, 0, 0))
        for name in ("a.html", "b.txt", "c.jsonl"):
            os.utime(os.path.join(folder, name))  # looks changed, and is not
        again = self.counts(folder)
        self.assertEqual((again["articles"], again["editions"], again["unchanged"]), (0, 0, 3))
        self.assertEqual(self.ask(self.CONTENT), before)

    def test_a_changed_article_is_a_new_edition(self):
        path = self.put("a.jsonl", json.dumps({"url": url(1), "html": page(1)}))
        self.ingest(path)
        self.put("a.jsonl", json.dumps({"url": url(1) + "?utm_source=x#top", "html": page(1, " yet")}))
        counts = self.counts(path)
        self.assertEqual((counts["articles"], counts["editions"]), (0, 1))
        self.assertEqual(self.ask("SELECT number FROM editions ORDER BY 1"), [(1,), (2,)])
        self.assertEqual(len(self.find("2001")), 1)

    def test_bad_records_are_named_with_their_place_and_strict_ends_there(self):
        path = self.warc("a.warc.gz", 5, damaged={3})
        offset = sum(len(gzip.compress(warc_record(url(n), page(n)), mtime=0)) for n in range(3))
        result = self.ingest(path)
        self.assertIn(f"a.warc.gz: byte {offset}: a record whose Content-Length is wrong", result.stderr.decode())
        self.assertEqual(lines(result)[0]["offset"], offset)
        self.assertEqual(lines(result)[-1]["skipped"], {"invalid-input": 1})
        self.assertEqual(lines(result)[-1]["articles"], 4)
        os.remove(self.db)
        result = self.ingest("--strict", "--threads", "1", path, status=2)
        self.assertIn("--strict", result.stderr.decode())
        self.assertEqual(self.ask("SELECT count(*) FROM articles"), [(3,)])

    def test_a_revisit_of_another_address_is_a_copy(self):
        revisit = (f"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://herald.example/copy\r\nWARC-Refers-To-Target-URI: {url(0)}\r\n"
                   "WARC-Date: 2026-06-02T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n").encode()
        path = self.put("a.warc", warc_record(url(0), page(0)) + revisit)
        counts = self.counts(path)
        self.assertEqual((counts["articles"], counts["joined"] * 2), (2, counts["statements"]))

    def test_pages_are_kept_where_asked_for(self):
        self.ingest("--keep-pages", self.put("a.html", page(1)))
        ((coding, size),) = self.ask("SELECT coding, bytes FROM pages")
        self.assertEqual((coding, size), ("zstd", len(page(1).encode())))


class Interruptions(Records):
    PAGES = 120

    def test_a_run_killed_at_random_continues_without_a_duplicate_or_a_loss(self):
        path = self.warc("crawl.warc.gz", self.PAGES, damaged={17, 60})
        whole = self.at("whole.db")
        started = time.monotonic()
        self.assertEqual(run("ingest", "--db", whole, path).returncode, 0)
        usual = time.monotonic() - started
        randomly = random.Random(1)
        kills = 0
        for _ in range(15):
            process = subprocess.Popen([QUOTH, "ingest", "--db", self.db, path], env=dict(os.environ, QUOTH_MODEL=MODEL),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(randomly.uniform(0, usual))
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
            if os.path.exists(self.db):
                self.assert_sound_if_made()
        self.assertGreater(kills, 0)
        self.ingest(path)
        self.assert_sound()
        self.assertEqual(self.ask(self.CONTENT), self.ask(self.CONTENT, whole))
        self.assertEqual(self.ask("SELECT count(*) FROM utterances"), self.ask("SELECT count(*) FROM utterances", whole))

    def assert_sound_if_made(self):
        if self.ask("SELECT count(*) FROM sqlite_master") != [(0,)]:
            self.assert_sound()

    def test_two_runs_at_once_share_the_work_and_double_nothing(self):
        path = self.warc("crawl.warc.gz", self.PAGES)
        whole = self.at("whole.db")
        self.assertEqual(run("ingest", "--db", whole, path).returncode, 0)
        both = [subprocess.Popen([QUOTH, "ingest", "--db", self.db, path], env=dict(os.environ, QUOTH_MODEL=MODEL),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            _, errors = process.communicate()
            self.assertEqual(process.returncode, 0, errors.decode())
        self.assert_sound()
        self.assertEqual(self.ask(self.CONTENT), self.ask(self.CONTENT, whole))

    def test_a_file_that_may_not_grow_ends_the_run_with_a_message_and_a_sound_record(self):
        path = self.warc("crawl.warc.gz", self.PAGES)
        limit = 400 << 10

        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        result = self.ingest(path, status=2, preexec_fn=limited)
        self.assertIn("may not grow", result.stderr.decode())
        self.assertIn("what was committed is safe", result.stderr.decode())
        self.assert_sound()
        self.ingest(path)
        self.assertEqual(self.ask("SELECT count(*) FROM articles"), [(self.PAGES,)])
        self.assert_sound()

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_a_full_disk_ends_the_run_with_a_message_and_a_sound_record(self):
        disk = self.at("disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=450k", "none", disk], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("mounting is not allowed here")
        self.addCleanup(subprocess.run, ["umount", disk])
        self.db = os.path.join(disk, "record.db")
        path = self.warc("crawl.warc.gz", self.PAGES)
        result = self.ingest(path, status=2)
        self.assertIn("the disk is full", result.stderr.decode())
        self.assert_sound()
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        self.ingest(path)
        self.assertEqual(self.ask("SELECT count(*) FROM articles"), [(self.PAGES,)])
        self.assert_sound()


class Find(Records):
    def test_what_is_typed_never_breaks_the_query(self):
        self.ingest(self.put("a.html", page(1)))
        for words in ("bridge\"", "AND", "(", "a*", "content:", "it's", "NEAR(", "--", "“bridge", "; DROP TABLE statements"):
            result = run("find", "--db", self.db, "--", words)
            self.assertNotIn(b"fts5", result.stderr)
            self.assertIn(result.returncode, (0, 1, 2))
        result = run("find", "--db", self.db, "--raw", "AND")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"--raw", result.stderr)

    def test_a_missing_or_foreign_record_is_named(self):
        result = run("find", "--db", self.at("none.db"), "x")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"none.db", result.stderr)
        result = run("find", "--db", self.put("a.db", "x" * 5000), "x")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"not a record", result.stderr)

    def test_the_table_shows_the_sentence_with_the_quotation_marked(self):
        self.ingest(self.put("a.html", page(0)))
        result = run("find", "--db", self.db, "--format", "table", "close")
        self.assertIn("⟦“We will not close the harbour bridge", " ".join(result.stdout.decode().split()))

    def test_a_record_in_a_folder_that_may_not_be_written_to_is_read(self):
        self.ingest(self.put("a.html", page(0)))
        os.mkdir(self.at("sealed"))
        shutil.copy(self.db, self.at("sealed/record.db"))
        os.chmod(self.at("sealed/record.db"), 0o444)
        os.chmod(self.at("sealed"), 0o555)
        self.addCleanup(os.chmod, self.at("sealed"), 0o755)
        os.chmod(self.folder, 0o755)

        def without_root_s_rights():  # the folder of the build may be root's alone, so the user stays
            if os.geteuid() == 0:
                libc = ctypes.CDLL(None)
                for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
                    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
        result = subprocess.run([QUOTH, "find", "--db", self.at("sealed/record.db"), "close"], capture_output=True,
                                preexec_fn=without_root_s_rights)
        self.assertEqual(result.returncode, 0, result.stderr.decode())


if __name__ == "__main__":
    unittest.main()
