// Months as a chart: bars of blocks for a terminal, an SVG image.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_COMMAND_TIMELINE_CHART_H_
#define QUOTH_COMMAND_TIMELINE_CHART_H_

#include <string>
#include <vector>

#include "quoth/record.h"

namespace quoth::command {

// With the months between them that have none; at most 1,200 in all, the latest.
std::vector<MonthCount> WithEmptyMonths(const std::vector<MonthCount>& months);

// A line a month, as wide as `columns`.
std::string TextChart(const std::vector<MonthCount>& months, size_t columns, bool color);

// A bar a month: utterances, and behind them, paler, the reports.  `title` is any text.
std::string SvgChart(const std::vector<MonthCount>& months, const std::string& title);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_TIMELINE_CHART_H_
