#include "command/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <vector>

namespace quoth::command {
namespace {

TEST(RunOrdered, WritesInTheOrderOfTheItemsWhateverTheThreads) {
  for (size_t threads : {1, 2, 7}) {
    int given = 0;
    std::vector<int> written;
    RunOrdered<int, int>(
        threads, [&]() -> std::optional<int> { return given < 200 ? std::optional(given++) : std::nullopt; },
        [](int& item) {
          if (item % 5 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          return item * 2;
        },
        [&](int&& item, int&& outcome) {
          EXPECT_EQ(outcome, item * 2);
          written.push_back(item);
          return true;
        });
    ASSERT_EQ(written.size(), 200u);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(written[i], i);
  }
}

TEST(RunOrdered, KeepsAtMostTwiceAsManyItemsAsThreads) {
  const size_t threads = 3;
  std::atomic<int> alive = 0;
  int given = 0, most = 0;
  RunOrdered<int, int>(
      threads,
      [&]() -> std::optional<int> {
        if (given == 100) return std::nullopt;
        most = std::max(most, ++alive);
        return given++;
      },
      [](int& item) {
        // The first is slow: the others must wait for it rather than pile up.
        if (item == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
        return item;
      },
      [&](int&&, int&&) {
        --alive;
        return true;
      });
  // One more: an item leaves the queue just before it is written.
  EXPECT_LE(most, static_cast<int>(2 * threads + 1));
}

TEST(RunOrdered, EndsWhereTheWriterHasEnough) {
  for (size_t threads : {1, 4}) {
    std::atomic<int> given = 0;
    int written = 0;
    RunOrdered<int, int>(
        threads, [&]() -> std::optional<int> { return given++; }, [](int& item) { return item; },
        [&](int&&, int&&) { return ++written < 10; });
    EXPECT_EQ(written, 10);
  }
}

TEST(RunOrdered, ReturnsWhereThereIsNothing) {
  RunOrdered<int, int>(
      4, [] { return std::nullopt; }, [](int& item) { return item; }, [](int&&, int&&) { return true; });
}

}  // namespace
}  // namespace quoth::command
