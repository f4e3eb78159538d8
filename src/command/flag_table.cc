// The table itself.  A new flag is written here and read in its command; nothing
// else has to know of it.
#include "command/flag_parts.h"
#include "command/flags.h"

namespace quoth::command {

Flag Help() {
  return {.name = "help",
          .letter = 'h',
          .summary = "show this help; --help says more than -h",
          .detail = "Show help: -h a line for each flag, --help all that is to be said."};
}

Flag Output() {
  return {.name = "output",
          .letter = 'o',
          .takes = Takes::kFile,
          .value = "FILE",
          .summary = "write to FILE, all of it or nothing",
          .detail = "Write to FILE instead of standard output. FILE appears, or is replaced, only when everything has "
                    "been written; until then what stood there stays. \"-\" is standard output."};
}

Flag Threads() {
  return {.name = "threads",
          .letter = 'j',
          .takes = Takes::kNumber,
          .value = "N",
          .summary = "work on N files at once",
          .detail = "Work on N files at once; 0 takes one thread for each core. The output is the same, in the order "
                    "of the input, whatever N is. Memory grows with N.",
          .fallback = "0",
          .least = 0,
          .most = 1024};
}

Flag Color() {
  return {.name = "color",
          .takes = Takes::kChoice,
          .value = "WHEN",
          .summary = "colour what is for people",
          .detail = "Colour what is for people: auto does so on a terminal unless NO_COLOR is set or TERM is dumb.",
          .choices = {"auto", "always", "never"},
          .fallback = "auto"};
}

namespace {

Command Quoth() {
  return {.name = "",
          .operands = "",
          .summary = "who said what, from news pages",
          .detail = "Quoth turns news pages into the record of who said what: every statement with its source (who), "
                    "its cue (said, according to) and its content (what), each tied to the exact words of the page, and with "
                    "the speaker's name, the occasion and the day.",
          .flags = {Help(),
                    {.name = "version",
                     .letter = 'V',
                     .summary = "show the version",
                     .detail = "Show the version of Quoth."},
                    {.name = "generate",
                     .takes = Takes::kChoice,
                     .value = "KIND",
                     .summary = "write a man page or completions",
                     .detail = "Write what packagers install: the man page, the completions of a shell, or this "
                               "reference in Markdown.",
                     .choices = {"man", "complete-bash", "complete-zsh", "complete-fish", "markdown"}}}};
}

Command Read() {
  return {
      .name = "read",
      .operands = "PATH...",
      .summary = "find the statements of articles",
      .detail =
          "Reads press articles and writes their statements: source, cue and content of every direct, mixed and "
          "indirect quotation, with exact offsets; who the source is, to whom it was said, on what occasion, when.\n\n"
          "A PATH is a file, a folder (all .txt, .html and .htm files in it and below it, by name), or - for "
          "standard input. A file that cannot be read is reported on standard error and in the output, and the rest "
          "is read all the same.\n\n"
          "On a terminal a table for people is written, elsewhere JSON Lines.",
      .flags = {{.name = "from",
                 .takes = Takes::kChoice,
                 .value = "KIND",
                 .summary = "what the files hold",
                 .detail = "What the files hold. article: an article's text, taken as it stands, so that offsets are "
                           "the file's own. text: a page as plain text, with the page's noise still in it. html: an "
                           "HTML page. auto: html where the content looks like it, else text.",
                 .choices = {"auto", "article", "text", "html"},
                 .fallback = "auto"},
                {.name = "format",
                 .takes = Takes::kChoice,
                 .value = "FORMAT",
                 .summary = "how to write the statements",
                 .detail = "How to write the statements. table: for people. jsonl: JSON Lines (docs/json.md). csv: a "
                           "row a statement (RFC 4180). brat: standoff annotation as in PolNeAR. Without this flag: "
                           "table on a terminal, else jsonl.",
                 .choices = {"table", "jsonl", "csv", "brat"}},
                Threads(),
                {.name = "date",
                 .takes = Takes::kText,
                 .value = "DAY",
                 .summary = "when the articles were published",
                 .detail = "The day on which the articles were published, such as 2024-05-03, from which \"on Sunday\" "
                           "is counted, whatever the pages themselves say. Without this flag a page's own date counts; "
                           "where there is none, such times stay unresolved."},
                People(),
                {.name = "lenient",
                 .summary = "replace invalid UTF-8 instead of refusing it",
                 .detail = "With --from article: replace each invalid UTF-8 sequence by U+FFFD and count it in the "
                           "article's line. Without this flag a file that is not UTF-8 is refused, with the place of "
                           "the first wrong byte. With any other --from the encoding is found out, and what cannot be "
                           "decoded is always replaced and counted."},
                {.name = "min-confidence",
                 .takes = Takes::kNumber,
                 .value = "PERCENT",
                 .summary = "leave out what is less sure",
                 .detail = "Leave out statements of a lower confidence, in percent; the summary counts them as unsure. "
                           "Without this flag a table leaves out those below 50, the other formats none.",
                 .least = 0,
                 .most = 100},
                {.name = "max-bytes",
                 .takes = Takes::kNumber,
                 .value = "N",
                 .summary = "skip longer articles",
                 .detail = "Skip articles of more than N bytes of text, as too large; 0 sets no limit. Time and memory "
                           "grow linearly with the text.",
                 .fallback = "33554432",
                 .least = 0,
                 .most = 1L << 40},
                {.name = "model",
                 .takes = Takes::kFile,
                 .value = "FILE",
                 .summary = "use another model",
                 .detail = "Use the model in FILE instead of the one installed with Quoth."},
                Output(),
                Color(),
                Help()},
      .examples = {{"quoth read article.txt", "see who says what in an article"},
                   {"quoth read --format csv -o quotes.csv pages/", "a folder of pages into a spreadsheet"},
                   {"quoth read pages/ | jq -r 'select(.type==\"statement\") | .source.text'", "every source, a line each"},
                   {"curl -s https://example.org/story.html | quoth read -", "a page from the web"}}};
}

Command Page() {
  return {
      .name = "page",
      .operands = "PATH...",
      .summary = "take the article out of pages",
      .detail = "Reads web pages, or pages that come as plain text with the page's noise still in them, and writes the "
                "article that a reader sees: title, paragraphs, authors, dates, publication, language.\n\n"
                "A PATH is a file, a folder (all .txt, .html and .htm files in it and below it, by name), or - for "
                "standard input. The encoding is found out; what cannot be decoded is replaced and counted.",
      .flags = {{.name = "from",
                 .takes = Takes::kChoice,
                 .value = "KIND",
                 .summary = "what the files hold",
                 .detail = "What the files hold: an HTML page, a page as plain text, or (auto) whichever the content "
                           "looks like.",
                 .choices = {"auto", "text", "html"},
                 .fallback = "auto"},
                {.name = "format",
                 .takes = Takes::kChoice,
                 .value = "FORMAT",
                 .summary = "how to write the article",
                 .detail = "How to write the article. text: title and paragraphs, parted by blank lines; where there "
                           "are several pages, each after a line with its path. jsonl: an object a page with "
                           "everything that is known of it (docs/json.md). html: a clean page.",
                 .choices = {"text", "jsonl", "html"},
                 .fallback = "text"},
                {.name = "explain",
                 .summary = "show each block of the page with its decision",
                 .detail = "Show each block of the page, whether it was kept, how sure that was and why: as text, as "
                           "an HTML file to look at, or in the JSON."},
                {.name = "url",
                 .takes = Takes::kText,
                 .value = "URL",
                 .summary = "where the page was had from",
                 .detail = "Where the page was had from, where it does not say so itself: a last hint at its date and "
                           "its publication."},
                Threads(),
                Output(),
                Color(),
                Help()},
      .examples = {{"quoth page story.html > story.txt", "the text of an article"},
                   {"quoth page --explain --format html -o why.html story.html", "see what was left out, and why"}}};
}

}  // namespace

const std::vector<Command>& Commands() {
  static const std::vector<Command> commands = {Quoth(),       Read(),       Page(),          IngestFlags(),   FindFlags(),
                                                CheckFlags(),  ShowFlags(),  SpeakersFlags(), TimelineFlags(), ExportFlags(),
                                                PeopleFlags()};
  return commands;
}

}  // namespace quoth::command
