#!/usr/bin/env python3
"""The command end to end: what is typed, what comes out, on whatever it is given.

usage: command_test.py SOURCE_DIR QUOTH MODEL [unittest's arguments]
"""
import csv
import hashlib
import io
import json
import os
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

import jsonschema

SOURCE, QUOTH, MODEL = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))
sys.path.insert(0, os.path.join(SOURCE, "tools"))
import to_scorer  # noqa: E402

NOBODY = 65534
STORY = """Harbour railway stays, council says

The council of Vell will keep the harbour railway, mayor Odile Marran said on Tuesday.

“We have waited eleven years for this,” she told reporters. “Nobody will take it away again.”

Critics doubt it. “I’ll believe it when I ride it,” said Tomas Beel, a baker, who called the plan “a postcard”.
"""


def run(*arguments, stdin=b"", **more):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "QUOTH_MODEL")}
    environment.update(more.pop("env", {}), QUOTH_MODEL=MODEL)
    return subprocess.run([more.pop("program", QUOTH), *arguments], input=stdin, capture_output=True, env=environment,
                          timeout=1200, **more)


def records(result):
    return [json.loads(line) for line in result.stdout.decode().split("\n")[:-1]]


def of(type_, lines):
    return [line for line in lines if line["type"] == type_]


class Folder(unittest.TestCase):
    """A folder of its own for each test, readable by everybody."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quoth-test-")
        os.chmod(self.folder, 0o755)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def put(self, name, content=STORY):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def at(self, name):
        return os.path.join(self.folder, name)


class JsonLines(Folder):
    def test_every_line_obeys_the_schema(self):
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        self.put("binary.txt", b"a\0b")
        self.put("empty.txt", "")
        self.put("story.txt")
        result = run("read", self.folder, os.path.join(SOURCE, "examples"), self.at("gone.txt"))
        lines = records(result)
        self.assertEqual({line["type"] for line in lines}, {"article", "statement", "skipped", "summary"})
        for line in lines:
            validator.validate(line)

    def test_every_line_of_a_page_obeys_the_schema(self):
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            validator = jsonschema.Draft202012Validator(json.load(file))
        self.put("a.html", Pages.PAGE)
        self.put("b.txt", b"a\0b")
        for arguments in ([], ["--explain"]):
            lines = records(run("page", "--format", "jsonl", *arguments, self.folder))
            self.assertEqual([line["type"] for line in lines], ["page", "skipped", "summary"])
            for line in lines:
                validator.validate(line)

    def test_the_documents_example_obeys_the_schema(self):
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            validator = jsonschema.Draft202012Validator(json.load(file))
        with open(os.path.join(SOURCE, "docs/json.md"), encoding="utf8") as file:
            example = file.read().split("## Example")[1].split("```json\n")[1].split("```")[0]
        for line in example.splitlines():
            validator.validate(json.loads(line))

    def test_offsets_point_at_the_words_in_both_units(self):
        path = self.put("story.txt", "Ünïcode in Vell\n\n" + STORY)
        with open(path, "rb") as file:
            raw = file.read()
        text = raw.decode()
        lines = records(run("read", "--from", "article", path))
        self.assertTrue(of("statement", lines))
        for statement in of("statement", lines):
            for role in ("source", "cue", "content"):
                if statement[role] is None:
                    continue
                spans = statement[role]["spans"]
                words = [text[s["begin"]:s["end"]] for s in spans]
                self.assertEqual(" ".join(words), statement[role]["text"])
                self.assertEqual(words, [raw[s["byte_begin"]:s["byte_end"]].decode() for s in spans])
                for before, after in zip(spans, spans[1:]):
                    self.assertLessEqual(before["end"], after["begin"])
            for span in (statement["content"] or {"quoted": []})["quoted"]:
                self.assertNotRegex(text[span["begin"]:span["end"]], "[“”]")

    def test_ids_are_those_that_the_document_specifies(self):
        path = self.put("story.txt")
        lines = records(run("read", "--from", "article", path))
        article = of("article", lines)[0]
        self.assertEqual(article["id"], hashlib.sha256(STORY.encode()).hexdigest()[:32])
        for statement in of("statement", lines):
            rows = [f"statement {article['id']}\n"]
            for role in ("source", "cue", "content"):
                spans = statement[role]["spans"] if statement[role] else []
                rows.append(role + "".join(f" {s['byte_begin']}-{s['byte_end']}" for s in spans) + "\n")
            self.assertEqual(statement["id"], hashlib.sha256("".join(rows).encode()).hexdigest()[:32])

    def test_the_summary_counts_what_came_before(self):
        self.put("a.txt")
        self.put("b.txt", b"\0")
        lines = records(run("read", self.folder))
        summary = lines[-1]
        self.assertEqual(summary["articles"], len(of("article", lines)))
        self.assertEqual(summary["statements"], len(of("statement", lines)))
        self.assertEqual(summary["skipped"], {"invalid-input": 1})
        self.assertEqual([line["statements"] for line in of("article", lines)], [summary["statements"]])

    def test_the_unsure_are_left_out_where_asked_and_counted(self):
        path = self.put("story.txt")
        every = records(run("read", path))
        surer = records(run("read", "--min-confidence", "90", path))
        self.assertEqual(every[-1]["unsure"], 0)
        self.assertEqual(surer[-1]["statements"] + surer[-1]["unsure"], every[-1]["statements"])
        self.assertTrue(all(s["confidence"] >= 0.9 for s in of("statement", surer)))
        self.assertGreater(surer[-1]["unsure"], 0)

    def test_the_story_is_read_right(self):
        statements = of("statement", records(run("read", self.put("story.txt"))))
        said = {(s["source"] or {}).get("text"): (s["content"] or {}).get("text", "") for s in statements}
        self.assertIn("Nobody will take it away again.", said.get("she", ""))
        self.assertTrue(any("I’ll believe it when I ride it" in content and "Tomas Beel" in (source or "")
                            for source, content in said.items()), said)


class Pages(Folder):
    PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Harbour railway stays | The Vell Courier</title>
<meta property="og:title" content="Harbour railway stays"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Harbour railway stays</h1>
<p>The council of Vell voted on Tuesday night to keep the harbour railway running after eleven years of plans.</p>
<p>“We have waited eleven years for this, and we were not going to wait for a twelfth,” she told reporters.</p>
<p>“I’ll believe it when I ride it,” said <a href="/beel">Tomas Beel</a>, a baker whose shop faces the terminus.</p>
</article><aside><h3>Newsletter</h3><p>“Never miss a story,” said our readers. Sign up!</p></aside>
<footer>Copyright The Vell Courier</footer></body></html>"""

    def test_a_page_is_read_without_its_noise_whatever_its_name(self):
        for name, arguments in (("page.html", []), ("page.txt", []), ("page.txt", ["--from", "html"])):
            result = run("read", *arguments, self.put(name, self.PAGE))
            self.assertEqual(result.returncode, 0, result.stderr)
            lines = records(result)
            self.assertEqual(of("article", lines)[0]["title"], "Harbour railway stays")
            contents = [s["content"]["text"] for s in of("statement", lines) if s["content"]]
            self.assertTrue(any("I’ll believe it when I ride it" in content for content in contents), contents)
            self.assertFalse(any("Never miss" in content for content in contents), contents)

    def test_a_page_in_another_encoding_is_decoded(self):
        page = self.PAGE.replace('charset="utf-8"', 'charset="windows-1252"').encode("windows-1252")
        lines = records(run("read", self.put("page.html", page)))
        self.assertEqual(of("article", lines)[0]["replaced"], 0)
        self.assertTrue(any("“I’ll" in s["content"]["text"] for s in of("statement", lines) if s["content"]))

    def test_markup_is_text_where_it_is_said_to_be_an_article(self):
        path = self.put("page.html", self.PAGE)
        self.assertEqual(of("article", records(run("read", "--from=article", path)))[0]["characters"], len(self.PAGE))

    def test_a_nul_in_a_page_is_no_reason_to_refuse_it(self):
        result = run("read", self.put("page.html", self.PAGE.replace("Copyright", "Copy\0right")))
        self.assertEqual(result.returncode, 0, result.stderr)


    def test_the_page_that_is_written_is_the_text_that_is_read(self):
        path = self.put("page.html", self.PAGE)
        page = records(run("page", "--format", "jsonl", path))[0]
        lines = records(run("read", path))
        self.assertEqual(page["article"], of("article", lines)[0]["id"])
        self.assertEqual(run("page", path).stdout.decode(), page["text"] + "\n")
        for paragraph in page["paragraphs"]:
            self.assertNotIn("\n", page["text"][paragraph["begin"]:paragraph["end"]])
        raw = self.PAGE.encode()
        last = page["paragraphs"][-1]["page"]
        self.assertIn("I’ll believe it", raw[last["byte_begin"]:last["byte_end"]].decode())
        for statement in of("statement", lines):
            for role in ("source", "cue", "content"):
                if statement[role]:
                    self.assertEqual(" ".join(page["text"][s["begin"]:s["end"]] for s in statement[role]["spans"]),
                                     statement[role]["text"])

    def test_exit_status_tells_whether_there_is_an_article(self):
        self.assertEqual(run("page", self.put("page.html", self.PAGE)).returncode, 0)
        empty = run("page", self.put("empty.html", "<nav>Home</nav>"))
        self.assertEqual(empty.returncode, 1)
        self.assertIn(b"no article found", empty.stderr)
        self.assertEqual(run("page", self.at("gone.html")).returncode, 2)

    def test_explained_html_shows_what_was_left_out(self):
        html = run("page", "--explain", "--format=html", self.put("page.html", self.PAGE)).stdout.decode()
        self.assertIn("left out", html)
        self.assertIn("Never miss a story", html)


class Speakers(Folder):
    TABLE = ("id\tname\taliases\trole\tfrom\tuntil\n"
             "Q7\tPavel Orlov\t\tNorvian president|president of Norvia\t2016-05-07\t2022-05-06\n")

    def test_a_pronoun_has_a_name_and_a_weekday_a_date(self):
        lines = of("statement", records(run("read", "--date", "2024-05-09", self.put("a.txt"))))
        she = next(line for line in lines if line["source"] and line["source"]["text"] == "she")
        self.assertEqual(she["speaker"]["name"], "Odile Marran")
        self.assertEqual(she["speaker"]["mention"]["text"], "she")
        self.assertEqual(she["to"]["text"], "reporters")
        self.assertIn("2024-05-07", [line["when"]["date"] for line in lines if line["when"]])

    def test_a_day_that_is_none_is_refused(self):
        result = run("read", "--date", "May 3", self.put("a.txt"))
        self.assertEqual(result.returncode, 2)
        self.assertIn("2024-05-03", result.stderr.decode())

    def test_people_are_imported_and_asked(self):
        table = self.at("people.tsv")
        self.assertEqual(run("people", "import", self.put("more.tsv", self.TABLE), "--people", table).returncode, 0)
        path = self.put("b.txt", "“The line will be built by the end of the year,” the Norvian president said on Monday.\n")
        names = lambda *more: [line["speaker"]["id"] for line in of("statement", records(run(
            "read", "--from", "article", "--date", "2020-01-06", path, *more)))]
        self.assertEqual(names("--people", table), ["Q7"])
        self.assertEqual(names(), [None])

    def test_a_table_that_is_wrong_changes_nothing(self):
        table = self.put("people.tsv", self.TABLE)
        result = run("people", "import", self.put("bad.tsv", "id\tname\nQ1\t\n"), "--people", table)
        self.assertEqual(result.returncode, 2)
        self.assertIn("line 2", result.stderr.decode())
        with open(table, encoding="utf8") as file:
            self.assertEqual(file.read(), self.TABLE)
        self.assertEqual(run("people", "export").returncode, 2)
        self.assertEqual(run("read", "--people", self.at("gone"), table).returncode, 2)


class OtherFormats(Folder):
    def test_csv_has_a_row_a_statement_with_the_same_words(self):
        path = self.put("a, \"b\".txt")
        rows = list(csv.DictReader(io.StringIO(run("read", "--format", "csv", path).stdout.decode(), newline="")))
        statements = of("statement", records(run("read", path)))
        self.assertEqual([row["statement"] for row in rows], [s["id"] for s in statements])
        for row, statement in zip(rows, statements):
            self.assertEqual(row["path"], path)
            for role in ("source", "cue", "content"):
                self.assertEqual(row[role], statement[role]["text"] if statement[role] else "")

    def test_brat_ties_the_same_spans(self):
        path = self.put("story.txt")
        bound, events = {}, []
        for line in run("read", "--format", "brat", path).stdout.decode().splitlines():
            name, rest = line.split("\t")[:2]
            if name.startswith("T"):
                label, offsets = rest.split(" ", 1)
                bound[name] = [[int(n) for n in span.split()] for span in offsets.split(";")]
            elif name.startswith("E"):
                events.append({k: bound[v] for k, v in (pair.split(":") for pair in rest.split())})
        statements = of("statement", records(run("read", path)))
        self.assertEqual(len(events), len(statements))
        for event, statement in zip(events, statements):
            for role in ("source", "cue", "content"):
                expected = [[s["begin"], s["end"]] for s in statement[role]["spans"]] if statement[role] else None
                self.assertEqual(event.get(role.capitalize()), expected)

    def test_brat_heads_each_of_several_articles(self):
        self.put("a.txt")
        self.put("b.txt", "Nothing.")
        heads = [line for line in run("read", "--format=brat", self.folder).stdout.decode().splitlines()
                 if line.startswith("#\t")]
        self.assertEqual(heads, ["#\t" + self.at("a.txt"), "#\t" + self.at("b.txt")])

    def test_the_scorers_lines_hold_the_same_spans(self):
        self.put("a.txt")
        self.put("b.txt", "Nothing.")
        result = run("read", self.folder)
        out = io.StringIO()
        self.assertTrue(to_scorer.convert(io.StringIO(result.stdout.decode()), out))
        lines = [json.loads(line) for line in out.getvalue().splitlines()]
        self.assertEqual([line["id"] for line in lines], ["a", "b"])
        self.assertEqual(len(lines[0]["attributions"]), len(of("statement", records(result))))
        self.assertEqual(lines[1]["attributions"], [])
        self.assertFalse(to_scorer.convert(io.StringIO(""), io.StringIO()))


class Terminal(Folder):
    def on_terminal(self, *arguments, **environment):
        """What the command sends to a terminal of 60 columns."""
        leader, follower = pty.openpty()
        import fcntl
        import struct
        import termios
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        variables = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        variables.update(environment, QUOTH_MODEL=MODEL, TERM=environment.get("TERM", "xterm"))
        process = subprocess.Popen([QUOTH, *arguments], stdout=follower, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                   env=variables)
        os.close(follower)
        sent = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            sent += piece
        process.communicate()
        os.close(leader)
        return sent.decode().replace("\r\n", "\n")

    def test_a_table_in_colour_that_fits_the_width(self):
        sent = self.on_terminal("read", self.put("story.txt"))
        self.assertIn("\x1b[1;36m", sent)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", sent)
        self.assertIn("Odile Marran (mayor) told reporters:", plain)
        for line in plain.split("\n"):
            self.assertLessEqual(len(line), 60, line)

    def test_no_colour_where_it_is_not_wanted(self):
        path = self.put("story.txt")
        for arguments, environment in ((["--color=never"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})):
            self.assertNotIn("\x1b", self.on_terminal("read", *arguments, path, **environment))
        self.assertIn(b"\x1b[", run("read", "--color=always", "--format=table", path, env={"NO_COLOR": "1"}).stdout)
        self.assertNotIn(b"\x1b", run("read", "--format=table", path).stdout)

    def test_a_hostile_text_sends_nothing_that_the_terminal_obeys(self):
        path = self.put("story.txt", "“Bad \x1b]0;owned\x07 \x1b[2J\u202e news,” said the \x9b31m mayor \x1b[31m of Vell.\n")
        sent = self.on_terminal("read", "--color", "never", path)
        for sign in "\x1b\x07\x9b\u202e":
            self.assertNotIn(sign, sent)


class Inputs(Folder):
    def test_standard_input(self):
        result = run("read", "-", stdin=STORY.encode())
        self.assertEqual(of("article", records(result))[0]["path"], "-")
        self.assertEqual(result.returncode, 0)

    def test_a_folder_is_read_by_name_and_the_order_holds_whatever_the_threads(self):
        for i in range(30):
            self.put(f"{i % 3}/{i:02}.txt", STORY * (1 + i % 4) if i % 5 else b"\xff")
        self.put("0/skip.md")
        outputs = []
        for threads in ("1", "2", "8"):
            lines = records(run("read", "--threads", threads, self.folder))
            lines[-1].pop("seconds")
            outputs.append(lines)
        self.assertEqual(outputs[0], outputs[1])
        self.assertEqual(outputs[0], outputs[2])
        paths = [line["path"] for line in outputs[0] if "path" in line]
        self.assertEqual(paths, sorted(paths))
        self.assertEqual(len(paths), 30)

    def test_invalid_utf8_is_refused_with_its_place_or_replaced_and_counted(self):
        path = self.put("latin1.txt", STORY.encode().replace(b"eleven", b"el\xe9ven"))
        place = STORY.encode().index(b"eleven") + 2
        result = run("read", "--from=article", path)
        self.assertEqual(result.returncode, 2)
        self.assertIn(str(place), of("skipped", records(result))[0]["message"])
        self.assertIn(path.encode(), result.stderr)
        result = run("read", "--from=article", "--lenient", path)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(of("article", records(result))[0]["replaced"], 1)

    def test_an_empty_file_is_an_article_without_statements(self):
        for content in ("", "\n", " \n\n \t"):
            result = run("read", self.put("empty.txt", content))
            self.assertEqual(result.returncode, 1)
            lines = records(result)
            self.assertEqual(of("article", lines)[0]["statements"], 0)
            self.assertEqual(lines[-1]["skipped"], {})
            lines = records(run("read", "--from", "article", self.at("empty.txt")))
            self.assertEqual(of("article", lines)[0]["characters"], len(content))

    def test_a_binary_file_is_refused_with_the_place_of_its_first_nul(self):
        result = run("read", self.put("a.txt", b"\x7fELF\x02\x00\x00\x01" * 1000))
        self.assertEqual(result.returncode, 2)
        skipped = of("skipped", records(result))[0]
        self.assertEqual(skipped["reason"], "invalid-input")
        self.assertIn("NUL at byte 5", skipped["message"])

    def test_a_missing_file_is_named_and_the_rest_is_read(self):
        result = run("read", self.at("gone.txt"), self.put("story.txt"))
        self.assertEqual(result.returncode, 2)
        lines = records(result)
        self.assertEqual([line["type"] for line in lines][:2], ["skipped", "article"])
        self.assertEqual(lines[-1]["skipped"], {"not-found": 1})
        self.assertIn(b"gone.txt: no such file", result.stderr)

    def test_a_folder_or_file_without_permission_is_named_and_the_rest_is_read(self):
        self.put("in/a.txt")
        self.put("in/locked/b.txt")
        self.put("in/z.txt")
        os.chmod(self.at("in/locked"), 0)
        os.chmod(self.at("in/z.txt"), 0)
        more = {}
        program = QUOTH
        if os.geteuid() == 0:  # root may read everything: be somebody else, who may not see the build folder
            program, model = self.at("quoth"), self.at("model")
            shutil.copy(QUOTH, program)
            shutil.copy(MODEL, model)
            more = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
            result = run("read", "--model", model, self.at("in"), program=program, **more)
        else:
            result = run("read", self.at("in"))
        os.chmod(self.at("in/locked"), 0o755)
        self.assertEqual(result.returncode, 2, result.stderr)
        lines = records(result)
        self.assertEqual(lines[-1]["skipped"], {"unreadable": 2})
        self.assertEqual(lines[-1]["articles"], 1)
        self.assertIn(b"in/locked: may not be read; check its permissions", result.stderr)

    def test_a_folder_without_pages_is_named(self):
        self.put("in/a.pdf")
        result = run("read", self.at("in"))
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"holds no .txt, .html or .htm file", result.stderr)

    def test_a_path_with_odd_bytes_is_shown_and_written_safely(self):
        path = os.path.join(self.folder.encode(), b"a\x1b[31m\xff\n.txt")
        with open(path, "wb") as file:
            file.write(STORY.encode())
        result = run("read", path, path + b"x")
        self.assertEqual(of("article", records(result))[0]["path"], self.folder + "/a\x1b[31m\ufffd\n.txt")
        self.assertNotIn(b"\x1b", result.stderr)


class Outputs(Folder):
    def test_exit_status_tells_found_from_nothing_from_trouble(self):
        self.assertEqual(run("read", self.put("a.txt")).returncode, 0)
        self.assertEqual(run("read", self.put("b.txt", "The sea is blue.\n")).returncode, 1)
        self.assertEqual(run("read", self.at("c.txt")).returncode, 2)
        self.assertEqual(run("read").returncode, 2)
        self.assertEqual(run("read", "--nope", self.at("a.txt")).returncode, 2)

    def test_a_file_appears_whole_or_not_at_all(self):
        path, out = self.put("story.txt"), self.at("out.jsonl")
        self.assertEqual(run("read", "-o", out, path).stdout, b"")
        with open(out, "rb") as file:
            self.assertEqual(json.loads(file.read().splitlines()[-1])["type"], "summary")
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o666 & ~self.mask())
        self.assertEqual(run("read", "-o", self.at("no/out"), path).returncode, 2)
        self.assertEqual(sorted(os.listdir(self.folder)), ["out.jsonl", "story.txt"])

    @staticmethod
    def mask():
        mask = os.umask(0)
        os.umask(mask)
        return mask

    def test_a_pipe_closed_early_is_quiet(self):
        for i in range(40):
            self.put(f"in/{i}.txt", STORY * 5)
        process = subprocess.Popen([QUOTH, "read", self.at("in")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**os.environ, "QUOTH_MODEL": MODEL})
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertIn(process.wait(), (0, 1))

    def test_a_full_disk_is_trouble(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            result = subprocess.run([QUOTH, "read", self.put("a.txt")], stdout=full, stderr=subprocess.PIPE,
                                    env={**os.environ, "QUOTH_MODEL": MODEL})
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"No space left", result.stderr)

    def test_talk_goes_to_standard_error_only(self):
        self.assertEqual(run("read", self.put("a.txt")).stderr, b"")
        self.assertEqual(run("read", "--format=csv", self.at("gone")).stdout.count(b"\n"), 1)


class Model(Folder):
    def refused(self, path):
        result = run("read", "--model", path, self.put("story.txt"))
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertIn(path.encode(), result.stderr)

    def test_a_missing_foreign_truncated_or_damaged_model_is_named(self):
        self.refused(self.at("gone.model"))
        self.refused(self.put("foreign.model", STORY))
        self.refused(self.put("empty.model", ""))
        with open(MODEL, "rb") as file:
            model = file.read()
        self.refused(self.put("short.model", model[:len(model) // 2]))
        self.refused(self.put("damaged.model", model[:-100] + bytes([model[-100] ^ 1]) + model[-99:]))


class Help(Folder):
    def test_short_and_long_help_and_the_version(self):
        for arguments in (["-h"], ["--help"], ["read", "-h"], ["read", "--help"], ["--version"], ["-V"]):
            result = run(*arguments)
            self.assertEqual(result.returncode, 0)
            self.assertTrue(result.stdout.startswith(b"quoth"))
            self.assertEqual(result.stderr, b"")
        self.assertGreater(len(run("read", "--help").stdout), len(run("read", "-h").stdout))
        self.assertEqual(run().returncode, 2)

    def test_a_mistyped_flag_is_answered_with_the_nearest(self):
        result = run("read", "--fromat=csv", "x")
        self.assertEqual(result.stderr, b"quoth read: no flag --fromat; did you mean --format?\n")

    def test_the_reference_in_docs_is_what_the_command_says(self):
        with open(os.path.join(SOURCE, "docs/command.md"), "rb") as file:
            self.assertEqual(file.read().decode(), run("--generate", "markdown").stdout.decode(),
                             "run: build/src/command/quoth --generate markdown > docs/command.md")

    def test_the_man_page_is_sound(self):
        page = run("--generate", "man").stdout
        checked = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, capture_output=True)
        self.assertEqual(checked.stderr, b"")

    def test_completions_are_taken_by_their_shells(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.put(shell, run("--generate", "complete-" + shell).stdout)
            if shutil.which(shell):
                checked = subprocess.run([shell, "-n", script], capture_output=True)
                self.assertEqual((checked.returncode, checked.stderr), (0, b""))

    def test_bash_offers_commands_flags_and_choices(self):
        script = self.put("bash", run("--generate", "complete-bash").stdout)

        def offered(*words):
            typed = " ".join(f"'{word}'" for word in words)
            return subprocess.run(
                ["bash", "-c", f"source {script}; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _quoth; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\""], capture_output=True).stdout.decode().split()
        self.assertEqual(offered("quoth", "re"), ["read"])
        self.assertEqual(offered("quoth", "read", "--fo"), ["--format"])
        self.assertEqual(offered("quoth", "read", "--format", "j"), ["jsonl"])
        self.assertEqual(offered("quoth", "read", "--format", "=", "c"), ["csv"])


if __name__ == "__main__":
    unittest.main()
