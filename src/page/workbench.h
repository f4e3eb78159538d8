// For measuring: a PageReader that judges with other trees than the shipped ones.
#ifndef QUOTH_PAGE_WORKBENCH_H_
#define QUOTH_PAGE_WORKBENCH_H_

#include "page/scorer.h"
#include "quoth/page.h"

namespace quoth::page {

struct Workbench {
  // `scorer` must outlive the reader; null: the shipped one.
  static void UseScorer(PageReader* reader, const Scorer* scorer);
};

}  // namespace quoth::page

#endif  // QUOTH_PAGE_WORKBENCH_H_
