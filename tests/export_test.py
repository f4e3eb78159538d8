#!/usr/bin/env python3
"""What quoth export writes is what others read: rdflib (JSON-LD), jsonschema (JSON Lines), Python's csv, and the
selectors of W3C's Web Annotation found again in the articles' texts.

usage: export_test.py SOURCE_DIR QUOTH MODEL [unittest's arguments]
"""
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

import jsonschema

try:
    import rdflib
    from rdflib.namespace import RDF, Namespace
except ImportError:
    rdflib = None

SOURCE, QUOTH, MODEL = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))

# What the documents' contexts say of the terms that are used here; nothing is fetched.
SCHEMA = "https://schema.org/"
ANNO = {"oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
        "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
        "items": {"@id": "as:items", "@container": "@list"}, "body": "oa:hasBody", "target": "oa:hasTarget",
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": "oa:hasSelector", "exact": "oa:exact",
        "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "identifying": "oa:identifying"}
# Quotation's and its parts' properties in schema.org's vocabulary.
QUOTATION = {"text", "spokenByCharacter", "creditText", "dateCreated", "inLanguage", "about", "isPartOf", "name", "url",
             "headline", "datePublished", "publisher"}


def run(*arguments):
    result = subprocess.run([QUOTH, *arguments], capture_output=True, env=dict(os.environ, QUOTH_MODEL=MODEL))
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


class Record(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="quoth-export-test-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.db = os.path.join(cls.folder, "record.db")
        run("ingest", "--db", cls.db, os.path.join(SOURCE, "examples"))
        connection = sqlite3.connect(cls.db)
        cls.texts = dict(connection.execute("SELECT a.url, e.text FROM articles a JOIN editions e ON e.article = a.id"))
        (cls.count,) = connection.execute("SELECT count(*) FROM statements").fetchone()
        cls.contents = {row[0] for row in connection.execute("SELECT content FROM statements WHERE content IS NOT NULL")}
        connection.close()

    def export(self, name, *arguments):
        return run("export", "--db", self.db, "--format", name, *arguments)


class Export(Record):
    def test_json_lines_obey_the_schema_and_point_at_the_words(self):
        with open(os.path.join(SOURCE, "docs/json.schema.json"), encoding="utf8") as file:
            validator = jsonschema.Draft202012Validator(json.load(file))
        lines = [json.loads(line) for line in self.export("jsonl").splitlines()]
        self.assertEqual(len(lines), self.count)
        for line in lines:
            validator.validate(line)
            text = self.texts[line["url"]]
            for role in ("source", "cue", "content"):
                if line[role]:
                    words = " ".join(text[span["begin"]:span["end"]] for span in line[role]["spans"])
                    self.assertEqual(words, line[role]["text"])

    def test_csv_has_a_row_a_statement(self):
        rows = list(csv.DictReader(io.StringIO(self.export("csv"), newline=""), strict=True))
        self.assertEqual(len(rows), self.count)
        self.assertEqual({row["content"] for row in rows if row["content"]}, self.contents)

    @unittest.skipIf(rdflib is None, "rdflib is not installed (scripts/setup)")
    def test_quotations_are_those_of_schema_org(self):
        document = json.loads(self.export("schema-org"))
        self.assertEqual(document["@context"], "https://schema.org")
        document["@context"] = {"@vocab": SCHEMA}
        graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
        schema = Namespace(SCHEMA)
        quotations = set(graph.subjects(RDF.type, schema.Quotation))
        self.assertEqual(len(quotations), len({line["@id"] for line in document["@graph"]}))
        self.assertEqual({str(text) for text in graph.objects(None, schema.text)}, self.contents)
        used = {str(property)[len(SCHEMA):] for property in graph.predicates() if str(property).startswith(SCHEMA)}
        self.assertLessEqual(used, QUOTATION)
        for quotation in quotations:
            self.assertEqual(len(set(graph.objects(quotation, schema.isPartOf))), 1)

    @unittest.skipIf(rdflib is None, "rdflib is not installed (scripts/setup)")
    def test_web_annotations_select_the_words(self):
        document = json.loads(self.export("web-annotation"))
        self.assertEqual(document["@context"], "http://www.w3.org/ns/anno.jsonld")
        document["@context"] = ANNO
        graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
        oa = Namespace("http://www.w3.org/ns/oa#")
        self.assertEqual(len(set(graph.subjects(RDF.type, oa.Annotation))), len({item["id"] for item in document["items"]}))
        targets = 0
        for target in set(graph.objects(None, oa.hasTarget)):
            text = self.texts[str(graph.value(target, oa.hasSource))]
            selectors = {str(graph.value(one, RDF.type)).rsplit("#", 1)[1]: one for one in graph.objects(target, oa.hasSelector)}
            quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
            start, end = int(graph.value(place, oa.start)), int(graph.value(place, oa.end))
            exact = str(graph.value(quote, oa.exact))
            self.assertEqual(text[start:end], exact)
            prefix, suffix = str(graph.value(quote, oa.prefix)), str(graph.value(quote, oa.suffix))
            self.assertEqual(text[max(0, start - 32):start], prefix)
            self.assertEqual(text[end:end + 32], suffix)
            targets += 1
        self.assertGreater(targets, self.count // 2)

    def test_brat_ties_the_words_of_each_article(self):
        url, lines = None, 0
        for line in self.export("brat").splitlines():
            if line.startswith("#\t"):
                url, known = line[2:], {}
                continue
            found = re.fullmatch(r"T(\d+)\t(\w+) ([\d ;]+)\t(.*)", line)
            if found:
                number, _, spans, words = found.groups()
                pieces = [self.texts[url][int(a):int(b)] for a, b in (span.split() for span in spans.split(";"))]
                self.assertEqual(" ".join(" ".join(pieces).split()), " ".join(words.split()))
                known[number] = True
                lines += 1
            else:
                if re.fullmatch(r"A\d+\t\w+ E\d+( \w+)?|#\d+\tAnnotatorNotes E\d+\t.*", line):
                    continue
                roles = re.fullmatch(r"E\d+\tAttribution:T(\d+)((?: \w+:T\d+)*)", line)
                self.assertTrue(roles, line)
                for number in re.findall(r"T(\d+)", line.split("\t")[1]):
                    self.assertIn(number, known)
        self.assertGreater(lines, self.count)

    def test_a_search_narrows_it_down(self):
        lines = self.export("jsonl", "--form", "direct", "--limit", "3").splitlines()
        self.assertEqual({json.loads(line)["form"] for line in lines}, {"direct"})
        self.assertEqual(len(lines), 3)


class Counts(Record):
    def test_the_timeline_is_an_image(self):
        path = os.path.join(self.folder, "a.svg")
        run("timeline", "--db", self.db, "-o", path)
        with open(path, encoding="utf8") as file:
            document = xml.dom.minidom.parseString(file.read())
        self.assertEqual(document.documentElement.tagName, "svg")
        self.assertGreater(len(document.getElementsByTagName("rect")), 0)

    def test_months_and_speakers_add_up(self):
        months = [json.loads(line) for line in run("timeline", "--db", self.db).splitlines()]
        self.assertTrue(all(re.fullmatch(r"\d{4}-\d\d", month["month"]) for month in months))
        speakers = [json.loads(line) for line in run("speakers", "--db", self.db, "--limit", "0").splitlines()]
        self.assertLessEqual(sum(one["reports"] for one in speakers), self.count)
        self.assertEqual([one["utterances"] for one in speakers], sorted((one["utterances"] for one in speakers), reverse=True))

    def test_an_utterance_is_shown_with_its_reports_and_an_article_with_its_editions(self):
        line = json.loads(self.export("jsonl", "--form", "direct", "--limit", "1"))
        shown = run("show", "--db", self.db, "--format", "table", str(line["utterance"]))
        self.assertIn(line["url"], shown)
        self.assertIn("edition 1", run("show", "--db", self.db, "--editions", line["url"]))


if __name__ == "__main__":
    unittest.main()
