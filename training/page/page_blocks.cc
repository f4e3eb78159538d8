// page_blocks [--text] FILE…: the blocks of pages as the scorer sees them, for
// training; --text reads the files as text pages.  For each page one line of JSON on standard output (path, and for
// each block its
// text, words and groups), and to the file named by --table the feature rows, as
// 32-bit floats, in the same order.  --names prints the columns.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "page/encoding.h"
#include "page/features.h"
#include "page/html_outline.h"
#include "page/metadata.h"
#include "page/text_outline.h"

int main(int argc, char** argv) {
  using namespace quoth::page;
  std::FILE* table = nullptr;
  bool text = false;
  HtmlOutliner outliner;
  Outline outline;
  FeatureTable features;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--names")) {
      for (const auto& name : FeatureNames()) std::cout << name << "\n";
      std::cerr << TextFeatureCount() << " of them for text pages\n";
      return 0;
    }
    if (!std::strcmp(argv[i], "--table") && i + 1 < argc) { table = std::fopen(argv[++i], "wb"); continue; }
    if (!std::strcmp(argv[i], "--text")) { text = true; continue; }
    std::ifstream file(argv[i], std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), {});
    Decoded page;
    page.Decode(bytes, DetectEncoding(bytes, ""));
    if (text) ReadTextOutline(page.utf8(), &outline);
    else outliner.Read(page.utf8(), &outline);
    Metadata metadata;
    Facts facts;
    ReadMetadata(outline, {}, &metadata, &facts);
    ComputeFeatures(outline, facts, &features);
    nlohmann::json line{{"path", argv[i]}, {"title", facts.title}, {"columns", features.columns}};
    auto& blocks = line["blocks"] = nlohmann::json::array();
    for (const Block& block : outline.blocks) blocks.push_back(outline.TextOf(block));
    auto& words = line["words"] = nlohmann::json::array();
    for (const TextShape& shape : features.shapes) words.push_back(shape.words);
    // Items of lists and block quotes that are not links.
    auto& listed = line["listed"] = nlohmann::json::array();
    for (const Block& block : outline.blocks) {
      bool in = false;
      for (int32_t e = block.element, steps = 0; e >= 0 && steps < 3; e = outline.elements[size_t(e)].parent, ++steps)
        in = in || outline.elements[size_t(e)].tag == Tag::kLi || outline.elements[size_t(e)].tag == Tag::kBlockquote;
      listed.push_back(in && block.link_bytes * 2 < block.text.size());
    }
    line["groups"] = text ? nlohmann::json::array() : nlohmann::json(GroupsOf(outline));
    std::cout << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    if (table) std::fwrite(features.values.data(), sizeof(float), features.values.size(), table);
  }
  if (table) std::fclose(table);
}
