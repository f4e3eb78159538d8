#include "archive/http.h"

#include <gtest/gtest.h>

#include "archive/test_coding.h"

namespace quoth::archive {
namespace {

std::string Body(const std::string& header, const std::string& body, Code expected = Code::kOk) {
  Response response;
  const Status status = ParseResponse("HTTP/1.1 200 OK\r\n" + header + "\r\n" + body, 1 << 20, &response);
  EXPECT_EQ(status.code(), expected) << status.message();
  return response.body;
}

TEST(Http, ABodyIsWhatItsHeadersSayThatItIs) {
  EXPECT_EQ(Body("Content-Type: text/html\r\n", "<p>a"), "<p>a");
  EXPECT_EQ(Body("Transfer-Encoding: chunked\r\n", "3\r\n<p>\r\n2;x=y\r\nab\r\n0\r\n\r\n"), "<p>ab");
  for (const std::string coding : {"gzip", "deflate", "br", "zstd"}) {
    EXPECT_EQ(Body("Content-Encoding: " + coding + "\r\n", Coded(coding, "<p>words")), "<p>words") << coding;
  }
  EXPECT_EQ(Body("content-encoding: gzip, br\r\n", Coded("br", Coded("gzip", "<p>twice"))), "<p>twice");
  const std::string coded = Coded("gzip", "<p>both");
  char size[16];
  std::snprintf(size, sizeof size, "%zx\r\n", coded.size());
  EXPECT_EQ(Body("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", size + coded + "\r\n0\r\n\r\n"), "<p>both");
}

TEST(Http, WhatToolsUndidAlreadyIsTakenAsItStands) {
  EXPECT_EQ(Body("Transfer-Encoding: chunked\r\n", "<!doctype html><p>a"), "<!doctype html><p>a");
  for (const std::string coding : {"gzip", "deflate", "br", "zstd"}) {
    EXPECT_EQ(Body("Content-Encoding: " + coding + "\r\n", "<!doctype html><p>a"), "<!doctype html><p>a") << coding;
  }
}

TEST(Http, DamageIsSaid) {
  Body("Transfer-Encoding: chunked\r\n", "ff\r\nshort", Code::kInvalidInput);
  Body("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nzz\r\n", Code::kInvalidInput);
  const std::string coded = Coded("gzip", std::string(3000, 'x') + "y");
  Body("Content-Encoding: gzip\r\n", coded.substr(0, coded.size() - 9), Code::kInvalidInput);
  Body("Content-Encoding: gzip\r\n", Coded("gzip", std::string(2 << 20, 'x')), Code::kTooLarge);
  Response response;
  for (const char* bytes : {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "GET /"}) {
    EXPECT_EQ(ParseResponse(bytes, 0, &response).code(), Code::kInvalidInput) << bytes;
  }
}

TEST(Http, FieldsAreFoundWhateverTheirCaseAndFolding) {
  const Fields fields = ParseFields("Content-TYPE: text/html;\r\n  charset=utf-8\r\nno colon\r\nX:\r\n");
  EXPECT_EQ(fields.Get("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(fields.Get("x"), "");
  EXPECT_EQ(fields.Get("y"), "");
}

TEST(Http, BareLineFeedsEndLinesToo) {
  Response response;
  ASSERT_TRUE(ParseResponse("HTTP/1.0 200 OK\nContent-Type: text/plain\n\nhello", 0, &response).ok());
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(response.fields.Get("content-type"), "text/plain");
}

}  // namespace
}  // namespace quoth::archive
