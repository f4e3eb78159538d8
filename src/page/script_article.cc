#include "page/script_article.h"

#include "page/json_ld.h"

namespace quoth::page {
namespace {

constexpr size_t kShortest = 400, kLongest = 8 << 20, kLeastText = 300, kLeastParagraphs = 2;

bool StartsNoCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i)
    if ((text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]) != lower[i]) return false;
  return true;
}

// The next string in double quotes at or after `*at`, without its quotes; moves
// past it.  False at the end.
bool NextString(std::string_view text, size_t* at, size_t* begin, size_t* end) {
  *begin = text.find('"', *at);
  if (*begin == std::string_view::npos) return false;
  size_t p = ++*begin;
  while (p < text.size() && text[p] != '"') p += text[p] == '\\' ? 2 : 1;
  *end = p < text.size() ? p : text.size();
  *at = *end + 1;
  return true;
}

// A paragraph's tag, as it is or escaped.
bool HoldsParagraphs(std::string_view text) {
  return text.find("<p") != std::string_view::npos || text.find("u003cp") != std::string_view::npos || text.find("u003Cp") != std::string_view::npos;
}

// What the string stands for.  `source` says where the bytes of the text around
// it stand in the page, from `text` on; empty: at `begin`.
void Unescape(std::string_view raw, const std::vector<uint32_t>& source, size_t begin, ScriptArticle* out) {
  out->html.clear();
  out->source.clear();
  auto place = [&](size_t p) { return source.empty() ? uint32_t(begin + p) : source[begin + p]; };
  for (size_t p = 0; p < raw.size();) {
    size_t from = p;
    p = UnescapeJson(raw, p, &out->html);
    out->source.resize(out->html.size(), place(from));
  }
  out->source.push_back(place(raw.size()));
}

// How much text stands outside tags, if it is HTML with paragraphs.
size_t TextIn(std::string_view html) {
  if (html.find("\":") != std::string_view::npos && html[html.find_first_not_of(" \n\t")] != '<') return 0;   // data
  size_t text = 0, paragraphs = 0;
  bool in_tag = false;
  for (size_t p = 0; p < html.size(); ++p) {
    if (html[p] == '<') {
      in_tag = true;
      paragraphs += StartsNoCase(html.substr(p), "<p>") || StartsNoCase(html.substr(p), "<p ");
    }
    text += !in_tag;
    if (html[p] == '>') in_tag = false;
  }
  return paragraphs >= kLeastParagraphs && text >= kLeastText ? text : 0;
}

}  // namespace

bool FindScriptArticle(std::string_view page, ScriptArticle* article) {
  article->html.clear();
  article->source.clear();
  size_t most = 0;
  ScriptArticle outer, inner;
  auto offer = [&](const ScriptArticle& found) {
    size_t text = TextIn(found.html);
    if (text <= most) return;
    most = text;
    *article = found;
  };
  auto fits = [](std::string_view s) { return s.size() >= kShortest && s.size() <= kLongest && HoldsParagraphs(s); };
  for (size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    if (!StartsNoCase(page.substr(at), "<script")) continue;
    size_t begin = page.find('>', at), end = begin;
    if (begin == std::string_view::npos) break;
    for (end = page.find("</", begin); end != std::string_view::npos && !StartsNoCase(page.substr(end), "</script");) end = page.find("</", end + 2);
    std::string_view script = page.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
    size_t from, to, p = 0;
    while (NextString(script, &p, &from, &to)) {
      std::string_view raw = script.substr(from, to - from);
      if (!fits(raw)) continue;
      Unescape(raw, {}, begin + 1 + from, &outer);
      offer(outer);
      for (size_t q = 0, a, b; NextString(outer.html, &q, &a, &b);) {
        std::string_view nested = std::string_view(outer.html).substr(a, b - a);
        if (!fits(nested)) continue;
        Unescape(nested, outer.source, a, &inner);
        offer(inner);
      }
    }
    if (end == std::string_view::npos) break;
    at = end;
  }
  return most > 0;
}

void FrameArticle(std::string_view title, ScriptArticle* article) {
  std::string before = "<html><body><main><article class=\"article\"><h1>";
  for (char c : title) {
    if (c == '<') before += "&lt;";
    else if (c == '&') before += "&amp;";
    else before += c;
  }
  before += "</h1><div class=\"article-body\">";
  std::string_view after = "</div></article></main></body></html>";
  uint32_t begin = article->source.empty() ? 0 : article->source.front(), end = article->source.empty() ? 0 : article->source.back();
  article->html.insert(0, before);
  article->html += after;
  article->source.insert(article->source.begin(), before.size(), begin);
  article->source.resize(article->html.size() + 1, end);
}

}  // namespace quoth::page
