#include "check/sense.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace quoth::check {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words& Negations() {
  static const Words words = {
      "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "hardly", "barely",
      "scarcely", "rarely", "seldom", "n't", "ain't", "cant", "wont", "dont", "didnt", "isnt", "doesnt", "wasnt", "nay",
      // They deny, undo or weaken what they govern.
      "deny", "denies", "denied", "denying", "refuse", "refuses", "refused", "refusing", "fail", "fails", "failed", "failing",
      "lack", "lacks", "lacked", "lacking", "doubt", "doubts", "doubted", "false", "falsely", "untrue", "unlikely",
      "impossible", "unable", "stop", "stopped", "prevent", "prevented", "against", "instead", "oppose", "opposes", "opposed",
      "reject", "rejects", "rejected", "ban", "banned", "almost", "nearly", "allegedly", "reportedly", "supposedly",
      "perhaps", "maybe", "possibly", "probably", "pretend", "pretends", "pretended", "zero", "little", "few", "less",
      "disagree", "disagrees", "disagreed", "wrongly", "unlike"};
  return words;
}

const Words& Conditions() {
  static const Words words = {"if", "unless", "except", "excepting", "provided", "providing", "whether", "until", "till",
                              "only", "assuming", "supposing", "suppose", "lest", "otherwise", "when", "whenever"};
  return words;
}

const Words& Modals() {
  static const Words words = {
      "will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "need", "needs", "going", "gonna",
      "won't", "wouldn't", "shan't", "shouldn't", "can't", "couldn't", "mayn't", "mightn't", "mustn't", "oughtn't", "cannot",
      "i'll", "you'll", "he'll", "she'll", "it'll", "we'll", "they'll", "that'll", "there'll", "who'll",
      "i'd", "you'd", "he'd", "she'd", "it'd", "we'd", "they'd", "who'd"};
  return words;
}

const Words& Numbers() {
  static const Words words = {
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
      "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
      "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions",
      "trillion", "trillions", "dozen", "dozens", "half", "third", "thirds", "quarter", "quarters", "fourth", "fifth", "sixth",
      "tenth", "first", "second", "double", "triple", "twice", "percent", "both", "all", "every", "some", "many", "most", "%",
      "zero"};
  return words;
}

const Words& Pointers() {
  static const Words words = {
      "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his", "she", "her", "hers",
      "it", "its", "they", "them", "their", "theirs", "this", "that", "these", "those", "the", "a", "an", "here", "there",
      "who", "which", "what", "i'm", "he's", "she's", "it's", "we're", "they're", "that's", "there's", "you're", "myself",
      "himself", "herself", "itself", "ourselves", "themselves"};
  return words;
}

const Words& Commons() {
  static const Words words = [] {
    Words all = {
        "about", "again", "ago", "also", "always", "am", "among", "and", "another", "any", "anybody", "anyone", "anything",
        "are", "around", "as", "ask", "asked", "at", "away", "back", "bad", "be", "became", "because", "become", "been",
        "being", "believe", "believes", "best", "better", "big", "but", "by", "call", "called", "came", "come", "comes",
        "coming", "day", "days", "did", "do", "does", "doing", "done", "down", "each", "else", "end", "enough", "even", "ever",
        "everybody", "everyone", "everything", "far", "feel", "feels", "find", "for", "from", "full", "gave", "get", "gets",
        "getting", "give", "given", "go", "goes", "gone", "good", "got", "great", "guy", "guys", "had", "happen", "happened",
        "has", "have", "having", "hear", "heard", "help", "hope", "how", "in", "into", "is", "just", "keep", "kind", "knew",
        "know", "known", "knows", "last", "later", "left", "let", "life", "like", "little", "live", "long", "look", "looked",
        "looking", "looks", "lot", "lots", "made", "make", "makes", "making", "man", "matter", "mean", "means", "men", "more",
        "much", "my", "new", "next", "now", "of", "off", "oh", "ok", "okay", "old", "on", "or", "other", "others", "out",
        "over", "own", "part", "people", "person", "place", "please", "point", "put", "really", "right", "said", "same", "saw",
        "say", "saying", "says", "see", "seen", "since", "so", "somebody", "someone", "something", "still", "such", "sure",
        "take", "taken", "takes", "talk", "talking", "tell", "tells", "than", "thank", "thanks", "then", "thing", "things",
        "think", "thinks", "thought", "through", "time", "times", "to", "today", "together", "told", "tomorrow", "too", "took",
        "toward", "try", "trying", "under", "up", "upon", "very", "want", "wanted", "wants", "was", "way", "ways", "week",
        "well", "went", "were", "where", "while", "whole", "why", "with", "woman", "women", "work", "working", "world", "year",
        "although", "though", "once", "before", "after", "years", "yes", "yet", "yesterday", "i've", "we've", "you've", "they've", "let's", "isn't", "aren't", "wasn't",
        "weren't", "don't", "doesn't", "didn't", "haven't", "hasn't", "hadn't", "what's", "who's", "here's"};
    for (const Words* more : {&Negations(), &Conditions(), &Modals(), &Numbers(), &Pointers()}) {
      all.insert(more->begin(), more->end());
    }
    return all;
  }();
  return words;
}

bool EndsWith(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

std::string_view Stem(std::string_view word) {
  for (const std::string_view end : {"ing", "ies", "ied", "ed", "es", "s", "d", "y", "e"}) {
    if (EndsWith(word, end) && word.size() >= end.size() + 3) return word.substr(0, word.size() - end.size());
  }
  return word;
}

}  // namespace

Sense SenseOf(std::string_view lower) {
  if (lower.empty()) return Sense::kPlain;
  if (Negations().count(lower) != 0 || EndsWith(lower, "n't")) return Sense::kNegation;
  if (Modals().count(lower) != 0) return Sense::kModal;
  if (Conditions().count(lower) != 0) return Sense::kCondition;
  for (const char c : lower) {
    if (c >= '0' && c <= '9') return Sense::kNumber;
  }
  return Numbers().count(lower) != 0 ? Sense::kNumber : Sense::kPlain;
}

bool IsPointer(std::string_view lower) { return Pointers().count(lower) != 0; }

bool IsCommon(std::string_view lower) { return Commons().count(lower) != 0; }

bool IsConjunction(std::string_view lower) {
  static const Words words = {"and", "but", "or", "so", "because", "for", "yet", "while", "as"};
  return words.count(lower) != 0;
}

int IndirectClass(std::string_view lower) {
  static const std::unordered_map<std::string_view, int> classes = [] {
    std::unordered_map<std::string_view, int> all;
    constexpr std::string_view kGroups[][14] = {
        {"i", "we", "he", "she", "they", "you"},
        {"me", "us", "him", "her", "them", "you"},
        {"my", "our", "his", "her", "their", "your"},
        {"mine", "ours", "hers", "theirs"},
        {"myself", "ourselves", "himself", "herself", "themselves"},
        {"will", "would", "i'll", "we'll", "he'd", "she'd", "they'd"},
        {"can", "could"},
        {"may", "might"},
        {"am", "is", "are", "was", "were", "be", "been", "i'm", "we're"},
        {"have", "has", "had", "i've", "we've"},
        {"do", "does", "did"},
        {"this", "that"},
        {"these", "those"},
        {"here", "there"},
        {"won't", "wouldn't"},
        {"can't", "couldn't", "cannot"},
        {"isn't", "aren't", "wasn't", "weren't"},
        {"don't", "doesn't", "didn't"},
        {"haven't", "hasn't", "hadn't"},
        {"a", "an"},
    };
    int number = 0;
    for (const auto& group : kGroups) {
      ++number;
      for (const std::string_view word : group) {
        if (!word.empty()) all.emplace(word, number);
      }
    }
    return all;
  }();
  const auto found = classes.find(lower);
  return found == classes.end() ? 0 : found->second;
}

bool SameStem(std::string_view a, std::string_view b) {
  if (a == b) return true;
  static const std::unordered_map<std::string_view, std::string_view> irregular = {
      {"built", "build"}, {"went", "go"}, {"gone", "go"}, {"goes", "go"}, {"made", "make"}, {"took", "take"}, {"taken", "take"},
      {"got", "get"}, {"gave", "give"}, {"given", "give"}, {"saw", "see"}, {"seen", "see"}, {"said", "say"}, {"told", "tell"},
      {"knew", "know"}, {"known", "know"}, {"kept", "keep"}, {"left", "leave"}, {"lost", "lose"}, {"won", "win"},
      {"thought", "think"}, {"brought", "bring"}, {"bought", "buy"}, {"ran", "run"}, {"came", "come"}, {"paid", "pay"},
      {"met", "meet"}, {"sent", "send"}, {"spent", "spend"}, {"stood", "stand"}, {"held", "hold"}, {"felt", "feel"},
      {"chose", "choose"}, {"began", "begin"}, {"became", "become"}, {"broke", "break"}, {"broken", "break"}, {"wrote", "write"}};
  const auto base = [](std::string_view word) {
    const auto found = irregular.find(word);
    return found == irregular.end() ? word : found->second;
  };
  a = base(a);
  b = base(b);
  if (a == b) return true;
  const std::string_view stem_a = Stem(a), stem_b = Stem(b);
  if (stem_a == stem_b) return stem_a.size() >= 3;
  // A doubled consonant: stop, stopp-ed.
  const std::string_view longer = stem_a.size() > stem_b.size() ? stem_a : stem_b;
  const std::string_view shorter = stem_a.size() > stem_b.size() ? stem_b : stem_a;
  return shorter.size() >= 3 && longer.size() == shorter.size() + 1 && longer.substr(0, shorter.size()) == shorter &&
         longer.back() == shorter.back();
}

}  // namespace quoth::check
