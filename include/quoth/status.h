// Status and Result: how every call in Quoth says that it could not do its work.
//
// No exception crosses the API.  A message says what went wrong, where (a file
// and a byte) and what to try next.  "Nothing found" is not an error.
//
//   Result<Reader> reader = Reader::Open({});
//   if (!reader.ok()) std::cerr << reader.status().message() << "\n";
//
// Thread rule: values; share them as you would share a std::string.
#ifndef QUOTH_STATUS_H_
#define QUOTH_STATUS_H_

#include <optional>
#include <string>
#include <utility>

namespace quoth {

// The numbers are stored in logs and databases: they never change meaning.
enum class Code {
  kOk = 0,
  kInvalidInput = 1,   // the bytes are not what they should be
  kNotFound = 2,       // a file, a folder, a record is missing
  kUnreadable = 3,     // it exists, but may not or cannot be read
  kTooLarge = 4,       // past a documented limit
  kCorrupt = 5,        // a file of Quoth's own (model, record) is damaged or foreign
  kUnsupported = 6,    // a version or a form that this build does not know
  kInternal = 7,       // a bug in Quoth
};

// Success, or what went wrong.
class Status {
 public:
  Status() = default;  // success
  // A failure: `code` is not kOk, the message is for people.
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  // Whether it is success; what kind of failure it is; and, in words, what went
  // wrong, where and what to try ("" for success).
  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  Code code_ = Code::kOk;
  std::string message_;
};

// A value, or the Status that says why there is none.
template <typename T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}                // NOLINT: implicit on purpose
  Result(Status status) : status_(std::move(status)) {}        // NOLINT: a failure; never an ok Status

  // Whether there is a value; if not, why.
  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  // Only where ok().
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace quoth

#endif  // QUOTH_STATUS_H_
