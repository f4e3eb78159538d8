// Work on a stream of items with several threads, and see the results in the order
// of the items.
//
//   RunOrdered<Input, Result<Reading>>(
//       4, [&] { return inputs.Next(); },              // one thread at a time
//       [&](Input& input) { return ReadOne(input); },  // any thread, several at once
//       [&](Input&& input, Result<Reading>&& reading) { Write(…); return go_on; });  // the caller's
//
// Memory: at most twice as many items as there are threads are in the works or wait
// to be written, so a slow item holds the others up instead of piling them up.
//
// With one thread everything happens in the caller's.
//
// A result of false from `write` ends the run: items in the works are finished and
// dropped.  None of the functions may throw.
#ifndef QUOTH_COMMAND_ORDERED_H_
#define QUOTH_COMMAND_ORDERED_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace quoth::command {

template <typename Item, typename Outcome>
void RunOrdered(size_t threads, const std::function<std::optional<Item>()>& next,
                const std::function<Outcome(Item&)>& work, const std::function<bool(Item&&, Outcome&&)>& write) {
  const auto in_turn = [&] {
    for (std::optional<Item> item; (item = next());) {
      Outcome outcome = work(*item);
      if (!write(std::move(*item), std::move(outcome))) return;
    }
  };
  if (threads <= 1) return in_turn();

  struct Slot {
    Item item;
    std::optional<Outcome> outcome;
  };
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Slot> slots;  // in the order of the items; a deque keeps references valid at both ends
  bool ended = false;      // no more items
  bool stopped = false;    // no more are wanted

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return ended || stopped || slots.size() < 2 * threads; });
      if (ended || stopped) return;
      std::optional<Item> item = next();
      if (!item) {
        ended = true;
        changed.notify_all();
        return;
      }
      Slot& slot = slots.emplace_back(Slot{std::move(*item), std::nullopt});
      lock.unlock();
      Outcome outcome = work(slot.item);
      lock.lock();
      slot.outcome.emplace(std::move(outcome));
      changed.notify_all();
    }
  };
  std::vector<std::thread> workers;
  try {
    for (size_t i = 0; i < threads; ++i) workers.emplace_back(worker);
  } catch (const std::system_error&) {
    // The system grants no more threads: those that there are do the work.
    if (workers.empty()) return in_turn();
  }

  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [&] { return (ended && slots.empty()) || (!slots.empty() && slots.front().outcome); });
    if (slots.empty()) break;
    Slot slot = std::move(slots.front());
    slots.pop_front();
    changed.notify_all();
    lock.unlock();
    const bool go_on = write(std::move(slot.item), std::move(*slot.outcome));
    lock.lock();
    if (!go_on) {
      stopped = true;
      changed.notify_all();
      break;
    }
  }
  lock.unlock();
  for (std::thread& thread : workers) thread.join();
}

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_ORDERED_H_
