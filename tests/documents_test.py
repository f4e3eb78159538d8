#!/usr/bin/env python3
"""What is public is documented: every class, function, struct, field and enumerator of include/quoth has a comment, and
the documents name nothing that is not there.

usage: documents_test.py SOURCE_DIR [unittest's arguments]
"""
import glob
import os
import re
import sys
import unittest

SOURCE = os.path.abspath(sys.argv.pop(1))


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf8") as file:
        return file.read()


def undocumented(text):
    """The declarations of a header without a comment, as (line number, line).

    A comment counts that stands at the declaration's end or right above it; a run of declarations without a blank
    line between them may share the comment above the first ("// Neither copied nor assigned").  What is private needs
    none, nor what everybody knows: forward declarations, moved and copied selves, namespaces, includes."""
    found, documented, private_at, depth, kinds = [], False, None, 0, []
    statement = ""
    for number, line in enumerate(text.split("\n"), 1):
        code = line.strip()
        if not code:
            documented = False
            continue
        if code.startswith("//"):
            documented = True
            continue
        if code.startswith("#"):
            if code.startswith("#define QUOTH_") and not code.endswith("_H_") and not documented:
                found.append((number, code))
            continue
        comment_here = "//" in code
        code = re.sub(r"\s*//.*", "", code)
        if re.fullmatch(r"(private|protected):", code):
            private_at = depth
        elif code == "public:":
            private_at = None
        inside_body = any(kind == "body" for kind in kinds)
        starts = not statement and not re.match(r"[}\]]|namespace|public:|private:|protected:|template", code)
        if starts and not inside_body and private_at is None and not exempt(code, kinds):
            if not documented and not comment_here:
                found.append((number, code))
        for sign in code:
            if sign == "{":
                kinds.append(kind_of(statement + code))
                depth += 1
            elif sign == "}" and kinds:
                kinds.pop()
                depth -= 1
                if private_at is not None and depth < private_at:
                    private_at = None
        statement = "" if re.search(r"[;{}:,]$", code) else statement + code + " "
    return found


def kind_of(code):
    for kind in ("namespace", "enum", "class", "struct"):
        if re.search(rf"\b{kind}\b[^;()]*$", code.split("{")[0]):
            return kind
    return "body"


def exempt(code, kinds):
    if re.fullmatch(r"(class|struct|enum class) \w+;", code):
        return True
    classes = "class" in kinds or "struct" in kinds
    return classes and re.search(r"operator=|operator==|^~\w+|\w+\(\w+&&\)|\w+\(const \w+&\)|= default;|^friend ", code)


class Headers(unittest.TestCase):
    def test_every_public_symbol_has_a_comment(self):
        headers = sorted(glob.glob(os.path.join(SOURCE, "include/quoth/*.h")))
        self.assertTrue(headers)
        for header in headers:
            name = os.path.relpath(header, SOURCE)
            with self.subTest(header=name):
                self.assertEqual([f"{name}:{n}: {line}" for n, line in undocumented(read(name))], [])

    def test_every_header_says_what_it_is_and_its_thread_rule(self):
        for header in glob.glob(os.path.join(SOURCE, "include/quoth/*.h")):
            text = read(header)
            with self.subTest(header=header):
                self.assertTrue(text.startswith("// "))
                if os.path.basename(header) != "api.h":
                    self.assertIn("Thread rule:", text)

    def test_the_check_sees_what_lacks_a_comment(self):
        header = """
// A thing.
class Thing {
 public:
  // Made so.
  Thing();
  int Bare() const;
  Thing(Thing&&) noexcept;
  int commented = 0;  // here

  double field = 0;
  int Inline() const { return 1; }
 private:
  int hidden_;
};

enum class Kind {
  kOne = 1,  // first
  kTwo = 2,
};
"""
        self.assertEqual([line for _, line in undocumented(header)],
                         ["double field = 0;", "int Inline() const { return 1; }", "enum class Kind {", "kTwo = 2,"])


class Texts(unittest.TestCase):
    def test_links_lead_somewhere(self):
        for path in glob.glob(os.path.join(SOURCE, "**/*.md"), recursive=True):
            if os.path.relpath(path, SOURCE).startswith("build"):
                continue
            for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", read(path)):
                if not re.match(r"\w+:", link):
                    with self.subTest(file=path, link=link):
                        self.assertTrue(os.path.exists(os.path.join(os.path.dirname(path), link)))

    def test_the_json_documents_name_the_same_fields(self):
        import json
        schema, text = json.loads(read("docs/json.schema.json")), read("docs/json.md")
        for name, kind in schema["$defs"].items():
            for field in kind.get("properties", {}):
                self.assertIn(f"`{field}`" if "span" not in name and not field.startswith(("begin", "end", "byte_")) else f'"{field}"', text, f"{name}.{field}")


if __name__ == "__main__":
    unittest.main()
