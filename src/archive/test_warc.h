// For tests: WARC files, made record by record.
#ifndef QUOTH_ARCHIVE_TEST_WARC_H_
#define QUOTH_ARCHIVE_TEST_WARC_H_

#include <string>

#include "archive/test_coding.h"

namespace quoth::archive {

// A record with its block; `length` overrides the true one, `more` are further lines.
inline std::string WarcRecord(const std::string& type, const std::string& url, const std::string& block,
                              const std::string& content_type = "application/http; msgtype=response", const std::string& more = "",
                              const std::string& length = "") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url + "\r\nWARC-Date: 2026-05-18T08:00:00Z\r\n" +
         "WARC-Record-ID: <urn:uuid:" + url + ">\r\nContent-Type: " + content_type + "\r\n" + more +
         "Content-Length: " + (length.empty() ? std::to_string(block.size()) : length) + "\r\n\r\n" + block + "\r\n\r\n";
}

inline std::string HttpPage(const std::string& words) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><html><body><p>" + words + "</p></body></html>";
}

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_TEST_WARC_H_
