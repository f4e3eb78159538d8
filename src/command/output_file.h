// Where a command's data goes: standard output, or a file that appears only when
// it is complete.
//
//   OutputFile out;
//   if (Status s = out.Open("quotes.jsonl"); !s.ok()) …
//   out.Write(…);
//   if (Status s = out.Commit(); !s.ok()) …   // without it, nothing is left behind
//
// Thread rule: one thread at a time; one OutputFile with a temporary file a process
// (an interrupt removes that file).
#ifndef QUOTH_COMMAND_OUTPUT_FILE_H_
#define QUOTH_COMMAND_OUTPUT_FILE_H_

#include <string>

#include "output/format.h"
#include "quoth/status.h"

namespace quoth::command {

class OutputFile : public Sink {
 public:
  OutputFile() = default;
  OutputFile(const OutputFile&) = delete;
  ~OutputFile() override;

  // "" and "-" are standard output.  A path that exists and is no ordinary file (a
  // pipe, /dev/null) is written straight to; any other is written to a temporary
  // file beside it.
  Status Open(const std::string& path);

  // Buffered.  Failures are kept and shown by Commit.
  void Write(std::string_view bytes) override;

  // Hands on what is buffered: what has been written so far can be read.
  void Flush();

  // Writes the rest and puts the file in its place.  Fails with kUnreadable where
  // it cannot be written; a pipe closed by its reader is no failure.
  Status Commit();

  // The reader of the pipe has gone: nothing more is worth writing.
  bool closed() const { return closed_; }

  // Something went wrong that Commit will tell.
  bool failed() const { return !status_.ok(); }

  bool is_terminal() const;

  int descriptor() const { return fd_; }

 private:
  int fd_ = -1;
  bool owned_ = false;     // fd_ is to be closed
  bool closed_ = false;
  std::string path_;       // what the file will be called; for messages
  std::string temporary_;  // empty: written straight
  std::string buffer_;
  Status status_;
};

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_OUTPUT_FILE_H_
