// Marks: what the names that a site gives its elements (class, id, role,
// itemprop, data-…) say about them, in the words that web pages share.
//
// The vocabulary is general: English (and some German, French, Spanish) words of
// the trade, not any site's own names.  A name such as "articleBody-newsletter2"
// is cut at case changes, digits and punctuation first.
#ifndef QUOTH_PAGE_MARKS_H_
#define QUOTH_PAGE_MARKS_H_

#include <cstdint>
#include <string_view>

namespace quoth::page {

// The numbers are features of the trained scorer: add at the end, train again.
enum class Mark : uint8_t {
  kArticle, kBody, kContent, kText, kStory, kParagraph, kMain, kEntry, kPost, kStandfirst,
  kHeadline, kQuote, kNavigation, kFooter, kHeader, kSidebar, kComment, kShare, kRelated, kPromo,
  kNewsletter, kAdvert, kCaption, kCredit, kByline, kDate, kTopic, kCookie, kPaywall, kMedia,
  kWidget, kDonate, kPoll, kTicker, kHiddenText, kBox, kPopular, kPager, kEmbed, kSearch,
  kContents, kCorrection, kList, kCard, kInline, kLegal, kCount
};

using MarkSet = uint64_t;

constexpr MarkSet Bit(Mark mark) { return MarkSet(1) << int(mark); }

// All marks in one attribute value.  Linear in its length; only the first 512
// bytes are looked at.
MarkSet MarksIn(std::string_view value);

const char* MarkName(Mark mark);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_MARKS_H_
