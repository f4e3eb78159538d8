#include "command/timeline_chart.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace quoth::command {
namespace {

constexpr size_t kMostMonths = 1200;

int Number(const std::string& month) { return std::atoi(month.substr(0, 4).c_str()) * 12 + std::atoi(month.substr(5, 2).c_str()) - 1; }

std::string Name(int number) {
  char name[32];
  std::snprintf(name, sizeof name, "%04d-%02d", number / 12, number % 12 + 1);
  return name;
}

std::string Escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

std::string Fixed(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

size_t Most(const std::vector<MonthCount>& months, size_t MonthCount::*count) {
  size_t most = 1;
  for (const MonthCount& month : months) most = std::max(most, month.*count);
  return most;
}

}  // namespace

std::vector<MonthCount> WithEmptyMonths(const std::vector<MonthCount>& months) {
  std::vector<MonthCount> all;
  for (const MonthCount& month : months) {
    if (!all.empty()) {
      const int next = Number(month.month);
      for (int number = std::max(Number(all.back().month) + 1, next - static_cast<int>(kMostMonths)); number < next; ++number) {
        all.push_back({.month = Name(number)});
      }
    }
    all.push_back(month);
  }
  if (all.size() > kMostMonths) all.erase(all.begin(), all.end() - kMostMonths);
  return all;
}

std::string TextChart(const std::vector<MonthCount>& months, size_t columns, bool color) {
  static constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const size_t most = Most(months, &MonthCount::utterances);
  const size_t width = columns > 40 ? columns - 30 : 10;
  std::string chart;
  for (const MonthCount& month : months) {
    const size_t eighths = month.utterances * width * 8 / most;
    std::string bar;
    for (size_t i = 0; i < eighths / 8; ++i) bar += "█";
    bar += kEighths[eighths % 8];
    if (month.utterances > 0 && bar.empty()) bar = kEighths[1];
    chart += month.month + " ";
    chart += color && !bar.empty() ? "\x1b[36m" + bar + "\x1b[0m" : bar;
    if (month.utterances > 0) {
      chart += " " + std::to_string(month.utterances);
      if (month.statements > month.utterances) chart += " (" + std::to_string(month.statements) + " reports)";
    }
    chart += "\n";
  }
  return chart;
}

std::string SvgChart(const std::vector<MonthCount>& months, const std::string& title) {
  constexpr double kHeight = 200, kTop = 40, kLeft = 40, kBottom = 40;
  const double bar = months.size() > 120 ? 4 : months.size() > 36 ? 10 : 22, step = bar + 2;
  const double width = kLeft + step * static_cast<double>(std::max<size_t>(months.size(), 8)) + 20;
  const auto most = static_cast<double>(Most(months, &MonthCount::statements));
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + Fixed(width) + "\" height=\"" +
                    Fixed(kTop + kHeight + kBottom) + "\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n<title>" +
                    Escaped(title) + "</title>\n<text x=\"" + Fixed(kLeft) + "\" y=\"20\" font-size=\"14\">" + Escaped(title) +
                    "</text>\n";
  svg += "<text x=\"" + Fixed(kLeft - 4) + "\" y=\"" + Fixed(kTop + 4) + "\" text-anchor=\"end\">" +
         std::to_string(static_cast<size_t>(most)) + "</text>\n";
  svg += "<line x1=\"" + Fixed(kLeft) + "\" y1=\"" + Fixed(kTop + kHeight) + "\" x2=\"" + Fixed(width - 10) + "\" y2=\"" +
         Fixed(kTop + kHeight) + "\" stroke=\"#888\"/>\n";
  std::string year;
  for (size_t i = 0; i < months.size(); ++i) {
    const MonthCount& month = months[i];
    const double x = kLeft + step * static_cast<double>(i);
    const auto rectangle = [&](size_t count, const char* fill) {
      const double height = kHeight * static_cast<double>(count) / most;
      svg += "<rect x=\"" + Fixed(x) + "\" y=\"" + Fixed(kTop + kHeight - height) + "\" width=\"" + Fixed(bar) + "\" height=\"" +
             Fixed(height) + "\" fill=\"" + fill + "\"/>";
    };
    svg += "<g><title>" + month.month + ": " + std::to_string(month.utterances) + " utterances, " +
           std::to_string(month.statements) + " reports</title>";
    rectangle(month.statements, "#b8d4e8");
    rectangle(month.utterances, "#1f6fa8");
    svg += "</g>\n";
    if (month.month.substr(0, 4) != year) {
      year = month.month.substr(0, 4);
      svg += "<text x=\"" + Fixed(x) + "\" y=\"" + Fixed(kTop + kHeight + 16) + "\">" + year + "</text>\n";
    }
  }
  svg += "<text x=\"" + Fixed(kLeft) + "\" y=\"" + Fixed(kTop + kHeight + 32) +
         "\" fill=\"#555\">utterances a month (dark); reports of them (pale)</text>\n</svg>\n";
  return svg;
}

}  // namespace quoth::command
