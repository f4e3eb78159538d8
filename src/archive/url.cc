#include "archive/url.h"

#include <algorithm>
#include <filesystem>

namespace quoth::archive {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool IsTracking(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid";
}

}  // namespace

std::string NormalUrl(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  if (url.size() > 2 && url.front() == '<' && url.back() == '>') url = url.substr(1, url.size() - 2);  // WARC 1.0
  const size_t colon = url.find("://");
  if (colon == std::string_view::npos) return std::string(url);
  url = url.substr(0, url.find('#'));
  const size_t host = colon + 3;
  const size_t path = std::min(url.find_first_of("/?", host), url.size());
  std::string normal(url.substr(0, path));
  std::transform(normal.begin(), normal.end(), normal.begin(), Lower);
  if (normal.starts_with("http:") && normal.ends_with(":80")) normal.resize(normal.size() - 3);
  if (normal.starts_with("https:") && normal.ends_with(":443")) normal.resize(normal.size() - 4);
  const size_t question = std::min(url.find('?', path), url.size());
  normal += question == path ? "/" : url.substr(path, question - path);
  char before = '?';
  for (size_t at = question + 1; at < url.size();) {
    const size_t end = std::min(url.find('&', at), url.size());
    const std::string_view parameter = url.substr(at, end - at);
    if (!parameter.empty() && !IsTracking(parameter)) {
      normal += before;
      normal += parameter;
      before = '&';
    }
    at = end + 1;
  }
  return normal;
}

std::string FileUrl(const std::string& path) {
  if (path == "-") return "file:-";
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
  return "file://" + (error ? path : whole.string());
}

bool NamesAPage(std::string_view url) {
  const size_t colon = url.find("://");
  if (colon == std::string_view::npos) return false;
  const size_t path = url.find_first_of("/?", colon + 3);
  return path != std::string_view::npos && path + 1 < url.size();
}

}  // namespace quoth::archive
