#include "speaker/speakers.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "text/case_files.h"

namespace quoth {
namespace {

// A case's text marks its statements' roles: {1s source} {1c cue} {1t content}.
struct Given {
  std::string text;
  std::vector<Statement> statements;
};

Given Unmarked(const std::string& marked) {
  Given given;
  std::vector<std::pair<size_t, std::vector<Span> Statement::*>> open;
  std::vector<size_t> begin;
  for (size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '{' && i + 3 < marked.size() && marked[i + 3] == ' ') {
      const size_t number = static_cast<size_t>(marked[i + 1] - '0');
      if (given.statements.size() < number) given.statements.resize(number);
      const char role = marked[i + 2];
      open.push_back({number - 1, role == 's' ? &Statement::source : role == 'c' ? &Statement::cue : &Statement::content});
      begin.push_back(given.text.size());
      i += 3;
    } else if (marked[i] == '}') {
      (given.statements[open.back().first].*open.back().second).push_back({begin.back(), given.text.size()});
      open.pop_back();
      begin.pop_back();
    } else {
      given.text += marked[i];
    }
  }
  for (Statement& s : given.statements) {
    const bool marks = !s.content.empty() && (given.text.compare(s.content[0].begin, 3, "“") == 0);
    s.form = marks ? Form::kDirect : Form::kIndirect;
    if (marks) s.quoted = s.content;
  }
  return given;
}

std::string Words(const std::string& text, const std::vector<Span>& spans) {
  std::string words;
  for (const Span& span : spans) words += (words.empty() ? "" : " ") + text.substr(span.begin, span.size());
  return words;
}

template <typename List, typename Name>
std::string Joined(const List& list, const Name& name) {
  std::string all;
  for (const auto& item : list) all += (all.empty() ? "" : "; ") + name(item);
  return all;
}

std::map<std::string, std::string> Described(const std::string& text, const Statement& s) {
  std::string when = Words(text, s.when.spans);
  if (!s.when.date.empty()) when += ", " + s.when.date + (s.when.until.empty() ? "" : "/" + s.when.until) + ", " + s.when.precision;
  return {{"speaker", Joined(s.speaker->names, [](const std::string& name) { return name; })},
          {"kind", SpeakerKindName(s.speaker->kind)},
          {"mention", Words(text, s.speaker->mention)},
          {"role", Words(text, s.speaker->role)},
          {"to", Words(text, s.to)},
          {"occasion", Words(text, s.occasion)},
          {"when", when},
          {"act", ActName(s.act)},
          {"negated", s.negated ? "true" : "false"},
          {"about", Joined(s.about, [](const About& about) { return about.name; })}};
}

TEST(ResolveSpeakers, DoesAsTheCasesSay) {
  for (const LanguageCase& c : ReadCases("tests/speakers")) {
    Given given = Unmarked(c.text);
    std::string published;
    for (const std::string& line : c.expected) {
      if (line.starts_with("published: ")) published = line.substr(11);
    }
    ResolveSpeakers(given.text, {.published = published}, &given.statements);
    for (const std::string& line : c.expected) {
      if (line.starts_with("published: ")) continue;
      const size_t colon = line.find(':');
      ASSERT_NE(colon, std::string::npos) << c.file << ": " << c.name << ": " << line;
      const size_t number = static_cast<size_t>(line[0] - '0');
      ASSERT_TRUE(number >= 1 && number <= given.statements.size()) << c.file << ": " << c.name << ": " << line;
      const Statement& statement = given.statements[number - 1];
      ASSERT_TRUE(statement.speaker.has_value());
      const std::string value = colon + 2 <= line.size() ? line.substr(colon + 2) : "";
      EXPECT_EQ(Described(given.text, statement)[line.substr(2, colon - 2)], value)
          << c.file << ": " << c.name << "\n" << line << "\nconfidence " << statement.speaker->confidence;
    }
  }
}

TEST(ResolveSpeakers, HearsTheModelOnCircumstances) {
  Given given = Unmarked("{1s Ines Calder} {1c said} under the old oak {1t that it would hold}. {2s She} {2c said} {2t nobody would notice}.");
  const auto words = [&](std::string_view phrase, float odds) {
    WordScores scores;
    const size_t begin = given.text.find(phrase);
    for (size_t at = begin; at < begin + phrase.size();) {
      const size_t end = std::min(given.text.find(' ', at), begin + phrase.size());
      scores.push_back({{at, end}, odds});
      at = end + 1;
    }
    return scores;
  };
  std::vector<SourceLinks> links(given.statements.size());
  for (SourceLinks& link : links) link.has_circumstances = true;
  ResolveSpeakers(given.text, {.links = &links}, &given.statements);
  EXPECT_TRUE(given.statements[0].occasion.empty());
  links[0].circumstances[kOccasion] = words("under the old oak", 4);
  ResolveSpeakers(given.text, {.links = &links}, &given.statements);
  ASSERT_EQ(given.statements[0].occasion.size(), 1u);
  const Span span = given.statements[0].occasion[0];
  EXPECT_EQ(given.text.substr(span.begin, span.size()), "under the old oak");
}

TEST(ResolveSpeakers, ConfidenceIsAProbability) {
  for (const LanguageCase& c : ReadCases("tests/speakers")) {
    Given given = Unmarked(c.text);
    ResolveSpeakers(given.text, {}, &given.statements);
    for (const Statement& s : given.statements) {
      EXPECT_GE(s.speaker->confidence, 0);
      EXPECT_LE(s.speaker->confidence, 1);
      EXPECT_TRUE(s.speaker->names.empty() || s.speaker->confidence >= kLeastConfidence);
    }
  }
}

TEST(ResolveSpeakers, StandsAnyTextAndAnySpans) {
  std::mt19937 random(5);
  const char* pieces[] = {"Ana", "Ruiz", "Sen.", "the", "of", "J.", ".", ",", "\n\n", "’s", "“", "”", "NATO", "and", "said", "Mr.", "é", "-", "Times", "(", ")",
                          "He", "both", "as", "well", "a", "boy", "Ports", "Commission", "Norway", "Defense", "Ministry", "(ADM)", "/", "&", "aides", "who", "HOLM:"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    std::vector<size_t> ends = {0};
    for (int k = 0; k < 80; ++k) {
      text += std::string(pieces[random() % std::size(pieces)]) + (random() % 4 ? " " : "");
      ends.push_back(text.size());
    }
    std::vector<Statement> statements(8);
    for (Statement& s : statements) {
      for (auto* role : {&s.source, &s.cue, &s.content}) {
        const size_t first = random() % 70;
        if (random() % 4) *role = {{ends[first], ends[first + 1 + random() % 9]}};
      }
    }
    ResolveSpeakers(text, {}, &statements);
    for (const Statement& s : statements) {
      for (const auto* spans : {&s.speaker->mention, &s.speaker->role, &s.to, &s.occasion, &s.when.spans}) {
        for (const Span& span : *spans) EXPECT_LE(span.end, text.size()) << text;
      }
    }
  }
}

TEST(ResolveSpeakers, TakesStatementsWithoutAnyRole) {
  for (const char* text : {"", " ", "x", "“", "Ines Calder said."}) {
    std::vector<Statement> statements(2);
    ResolveSpeakers(text, {}, &statements);
    EXPECT_EQ(statements.size(), 2u);
  }
}

}  // namespace
}  // namespace quoth
