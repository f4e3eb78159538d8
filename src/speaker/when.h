// When it was said: from the words of a time to a date.
//
//   "on Sunday", published 2024-05-07          2024-05-05, day
//   "last week", published 2024-05-07          2024-04-29 until 2024-05-05, week
//   "in October 2016"                          2016-10, month
//   "a few days ago", "later", "at the time"   nothing
//
// A saying lies in the past: a weekday, or a day without its year, is the latest one
// up to the day of publication.  The day is the publisher's own, whatever the zone.
//
// Thread rule: pure functions.
#ifndef QUOTH_SPEAKER_WHEN_H_
#define QUOTH_SPEAKER_WHEN_H_

#include <optional>
#include <string_view>
#include <vector>

#include "base/iso_date.h"
#include "quoth/statement.h"
#include "speaker/article_view.h"

namespace quoth {

// The day from which an article counts: that of its dateline ("MOSCOW, Oct. 14 —")
// where it has one of the week before publication, else of publication; else nothing.
std::optional<Day> DayOfWriting(const ArticleView& view, std::string_view published);

// The date that `words` tell, in lower case and without full stops, as seen from
// `today`; the spans are left empty.
When ReadTime(const std::vector<std::string_view>& words, const std::optional<Day>& today);

// The date that `spans` tell; the spans are kept.
When ResolveWhen(const ArticleView& view, std::vector<Span> spans, const std::optional<Day>& today);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_WHEN_H_
