// The entries of the table for the commands that work on a record.
#include "command/flag_parts.h"

namespace quoth::command {

Flag Db() {
  return {.name = "db",
          .takes = Takes::kFile,
          .value = "FILE",
          .summary = "the record (default: $QUOTH_DB, else record.db)",
          .detail = "The record: one SQLite database (docs/schema.md). Without this flag: the file that $QUOTH_DB names, "
                    "else record.db in the current folder."};
}

namespace {

Flag Text(const char* name, const char* value, const char* summary, const char* detail) {
  return {.name = name, .takes = Takes::kText, .value = value, .summary = summary, .detail = detail};
}

Flag Limit(const char* fallback) {
  return {.name = "limit",
          .letter = 'n',
          .takes = Takes::kNumber,
          .value = "N",
          .summary = "show at most N; 0 shows all",
          .detail = "Show at most N; 0 shows all.",
          .fallback = fallback,
          .least = 0,
          .most = 1L << 40};
}

std::vector<Flag> operator+(std::vector<Flag> a, std::vector<Flag> b) {
  for (Flag& flag : b) a.push_back(std::move(flag));
  return a;
}

}  // namespace

std::vector<Flag> SearchFlags() {
  return {Text("by", "NAME", "said by NAME",
               "Said by NAME: all its words stand in the speaker's name, or in the source as printed where nobody was "
               "resolved."),
          Text("to", "NAME", "said to NAME", "Said to NAME: all its words stand in the words for whom it was said to."),
          Text("about", "NAME", "the content names NAME", "The content names NAME."),
          Text("since", "DATE", "said on DATE or later",
               "Said (where that is not known: published) on DATE or later: a day (2026-05-24), a month (2026-05) or a year."),
          Text("until", "DATE", "said on DATE or earlier", "Said (else published) on DATE or earlier, all of a month or year included."),
          Text("outlet", "NAME", "printed by NAME", "Printed by the publication NAME: all its words stand in its name."),
          {.name = "form",
           .takes = Takes::kChoice,
           .value = "FORM",
           .summary = "only of this form",
           .detail = "Only statements of this form: direct stand between quotation marks, mixed partly, indirect not.",
           .choices = {"direct", "mixed", "indirect"}},
          {.name = "act",
           .takes = Takes::kChoice,
           .value = "ACT",
           .summary = "only of this manner: say, ask, deny, promise, …",
           .detail = "Only statements of this manner of saying.",
           .choices = {"say", "ask", "deny", "demand", "promise", "warn", "accuse", "think", "feel", "intend", "report"}},
          {.name = "raw",
           .summary = "WORDS are a query of FTS5",
           .detail = "Take WORDS for a query of SQLite's FTS5 over the columns content, who, addressee and about. Without this "
                     "flag WORDS are words and nothing in them is syntax; those between quotation marks must stand side by "
                     "side."}};
}

Command IngestFlags() {
  return {
      .name = "ingest",
      .operands = "PATH...",
      .summary = "read pages into a record",
      .detail =
          "Reads pages, finds their statements and adds them to a record, which is one file that grows.\n\n"
          "A PATH is a file, a folder (all page files in it and below it, by name), or - for standard input. Page files are "
          "HTML and text, JSON Lines (url, date, html or text), WARC (plain, .gz, .zst), WACZ, and feeds (RSS, Atom, JSON "
          "Feed); which one it is shows in its content (docs/ingest.md).\n\n"
          "The same article again changes nothing; another text under the same address is a new edition. A run that was "
          "interrupted, however, continues where it stopped when it is started again. Several may run at once.\n\n"
          "A record that is damaged is named on standard error, counted, and passed over. What was added is counted on "
          "standard output: in words on a terminal, elsewhere as JSON Lines (docs/json.md).",
      .flags = {Db(),
                {.name = "from",
                 .takes = Takes::kChoice,
                 .value = "KIND",
                 .summary = "what single files hold",
                 .detail = "What the files hold: article takes each as an article's text as it stands, text as a page in plain "
                           "text, html as an HTML page. auto: found out, archives and feeds included.",
                 .choices = {"auto", "article", "text", "html"},
                 .fallback = "auto"},
                {.name = "strict",
                 .summary = "end at the first bad record",
                 .detail = "End at the first bad record, with exit status 2. What came before it is kept."},
                {.name = "keep-pages",
                 .summary = "keep the pages too, compressed",
                 .detail = "Keep the pages as they were had, compressed. The record becomes some ten times as large."},
                {.name = "no-text",
                 .summary = "keep no texts, only offsets and hashes",
                 .detail = "Keep no texts: only offsets, hashes, who spoke, and up to 32 characters before and after each "
                           "content. Such statements are found by quoth check, not by their words."},
                {.name = "format",
                 .takes = Takes::kChoice,
                 .value = "FORMAT",
                 .summary = "how to write the counts",
                 .detail = "How to write the counts. Without this flag: text on a terminal, else jsonl.",
                 .choices = {"text", "jsonl"}},
                {.name = "max-bytes",
                 .takes = Takes::kNumber,
                 .value = "N",
                 .summary = "pass over larger pages",
                 .detail = "Pass over pages of more than N bytes, as bad records; 0 sets no limit.",
                 .fallback = "33554432",
                 .least = 0,
                 .most = 1L << 40},
                People(),
                {.name = "model",
                 .takes = Takes::kFile,
                 .value = "FILE",
                 .summary = "use another model",
                 .detail = "Use the model in FILE instead of the one installed with Quoth."},
                Threads(),
                Help()},
      .examples = {{"quoth ingest pages/", "a folder of pages into record.db"},
                   {"quoth ingest --db news.db --keep-pages crawl-*.warc.gz", "web archives, and keep their pages"}}};
}

Command FindFlags() {
  return {
      .name = "find",
      .operands = "[WORDS...]",
      .summary = "find statements in a record",
      .detail = "Finds what was said: utterances whose content has all the WORDS (in any form: bridges finds bridge), each once, "
                "with how many articles report it, best first; without WORDS the latest first. Names and dates narrow it "
                "down.\n\n"
                "On a terminal each is shown in its sentence, elsewhere as JSON Lines (docs/json.md).",
      .flags = std::vector<Flag>{Db()} + SearchFlags() +
               std::vector<Flag>{{.name = "format",
                                  .takes = Takes::kChoice,
                                  .value = "FORMAT",
                                  .summary = "how to write what is found",
                                  .detail = "How to write what is found. Without this flag: table on a terminal, else jsonl.",
                                  .choices = {"table", "jsonl", "csv"}},
                                 Limit("20"), Output(), Color(), Help()},
      .examples = {{"quoth find bridge toll", "who said something about a bridge and a toll"},
                   {"quoth find --by Marran --since 2026-05 '\"harbour bridge\"'", "what Marran said of it, in these words, since May"}}};
}

Command SpeakersFlags() {
  return {.name = "speakers",
          .operands = "",
          .summary = "who speaks in a record, and how often",
          .detail = "Lists who speaks, those with the most utterances first: utterances, reports of them, outlets, first and last "
                    "day.",
          .flags = {Db(),
                    Text("by", "NAME", "only those whose name has NAME", "Only those whose name has all the words of NAME."),
                    {.name = "format",
                     .takes = Takes::kChoice,
                     .value = "FORMAT",
                     .summary = "how to write the list",
                     .detail = "How to write the list. Without this flag: table on a terminal, else jsonl.",
                     .choices = {"table", "jsonl", "csv"}},
                    Limit("50"), Output(), Color(), Help()},
          .examples = {{"quoth speakers --limit 10", "the ten who are quoted most"}}};
}

Command TimelineFlags() {
  return {.name = "timeline",
          .operands = "[WORDS...]",
          .summary = "count what was said month by month",
          .detail = "Counts utterances, and reports of them, by month: as a chart, or as an SVG image with -o FILE.svg. WORDS and "
                    "names narrow it down as with find.",
          .flags = std::vector<Flag>{Db()} + SearchFlags() +
                   std::vector<Flag>{{.name = "format",
                                      .takes = Takes::kChoice,
                                      .value = "FORMAT",
                                      .summary = "how to write the counts",
                                      .detail = "How to write the counts. Without this flag: svg where --output ends in .svg, chart on a "
                                                "terminal, else jsonl.",
                                      .choices = {"chart", "svg", "jsonl", "csv"}},
                                     Output(), Color(), Help()},
          .examples = {{"quoth timeline --by Marran --about bridge", "when Marran spoke of the bridge"},
                       {"quoth timeline --by Marran -o marran.svg", "the same as an image"}}};
}

Command ExportFlags() {
  return {.name = "export",
          .operands = "[WORDS...]",
          .summary = "write statements in other formats",
          .detail = "Writes every report that fits, all of them without WORDS and names, article by article: JSON Lines, CSV, "
                    "schema.org's Quotation (JSON-LD), W3C Web Annotations with TextQuoteSelector and TextPositionSelector, or brat "
                    "standoff. docs/export.md says what each holds.",
          .flags = std::vector<Flag>{Db()} + SearchFlags() +
                   std::vector<Flag>{{.name = "format",
                                      .takes = Takes::kChoice,
                                      .value = "FORMAT",
                                      .summary = "what to write",
                                      .detail = "What to write.",
                                      .choices = {"jsonl", "csv", "schema-org", "web-annotation", "brat"},
                                      .fallback = "jsonl"},
                                     Limit("0"), Output(), Help()},
          .examples = {{"quoth export --format csv -o all.csv", "all statements as a table"},
                       {"quoth export --by Marran --format web-annotation", "what Marran said, as annotations of the pages"}}};
}

}  // namespace quoth::command
