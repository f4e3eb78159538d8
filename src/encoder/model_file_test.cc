#include "encoder/model_file.h"

#include <gtest/gtest.h>

#include <random>

#include "encoder/model_writer.h"

namespace quoth {
namespace {

using test::ModelWriter;
using test::ScratchFile;

ModelWriter Small() {
  ModelWriter writer;
  writer.config = {{"layers", 2}, {"scales", {0.5, 1, 2}}, {"mixed", {1, "x"}}};
  writer.metadata = {{"name", "tést"}, {"calibration", {{"a", 1.5}}}};
  writer.AddFloats("bias", {3}, {1, 2, 3});
  writer.AddMatrix("matrix", 2, 3, {1, 2, 3, -4, -5, -6}, {0.5f, 2.f});
  writer.Add("vocabulary", "uint8", {4}, "a\nb\n", 4);
  return writer;
}

Status StatusOf(const std::string& bytes) {
  ScratchFile file(bytes);
  return ModelFile::Open(file.path()).status();
}

::testing::AssertionResult FailsWith(const Status& status, Code code, const std::string& words) {
  if (status.code() == code && status.message().find(words) != std::string::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "code " << static_cast<int>(status.code()) << ": " << status.message();
}

TEST(ModelFile, GivesBackWhatWasWritten) {
  ScratchFile file(Small().Bytes());
  auto model = ModelFile::Open(file.path());
  ASSERT_TRUE(model.ok()) << model.status().message();
  auto bias = (*model)->Floats("bias", {3});
  ASSERT_TRUE(bias.ok());
  EXPECT_EQ(bias->size(), 3u);
  EXPECT_EQ(bias->data[2], 3.f);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(bias->data) % 64, 0u);
  auto matrix = (*model)->Matrix("matrix", 0, 3);
  ASSERT_TRUE(matrix.ok());
  EXPECT_EQ(matrix->rows, 2u);
  EXPECT_EQ(matrix->values[5], -6);
  EXPECT_EQ(matrix->scales[1], 2.f);
  EXPECT_EQ(*(*model)->Bytes("vocabulary"), "a\nb\n");
  EXPECT_TRUE((*model)->Has("bias"));
  EXPECT_FALSE((*model)->Has("bia"));
}

TEST(ModelFile, AnswersForKeysAndFallsBackOnWhatIsMissingOrOfAnotherKind) {
  ScratchFile file(Small().Bytes());
  auto model = ModelFile::Open(file.path());
  ASSERT_TRUE(model.ok());
  EXPECT_EQ((*model)->Number("config.layers", 0), 2);
  EXPECT_EQ((*model)->Number("config.scales.2", 0), 2);
  EXPECT_EQ((*model)->Number("config.scales.3", -1), -1);
  EXPECT_EQ((*model)->Number("config.scales.x", -1), -1);
  EXPECT_EQ((*model)->Number("config.layers.deeper", -1), -1);
  EXPECT_EQ((*model)->Number("metadata.name", -1), -1);
  EXPECT_EQ((*model)->Number("", -1), -1);
  EXPECT_EQ((*model)->Text("metadata.name"), "tést");
  EXPECT_EQ((*model)->Text("config.layers", "none"), "none");
  EXPECT_EQ((*model)->Numbers("config.scales"), (std::vector<double>{0.5, 1, 2}));
  EXPECT_TRUE((*model)->Numbers("config.mixed").empty());
  EXPECT_EQ((*model)->Json("metadata.calibration"), "{\"a\":1.5}");
  EXPECT_EQ((*model)->Json("metadata.nothing"), "");
}

TEST(ModelFile, RefusesTensorsOfAnotherNameTypeOrShape) {
  ScratchFile file(Small().Bytes());
  auto model = ModelFile::Open(file.path());
  ASSERT_TRUE(model.ok());
  EXPECT_TRUE(FailsWith((*model)->Floats("none", {3}).status(), Code::kCorrupt, "tensor none is missing"));
  EXPECT_TRUE(FailsWith((*model)->Floats("matrix", {2, 3}).status(), Code::kCorrupt, "not of type float32"));
  EXPECT_TRUE(FailsWith((*model)->Floats("bias", {4}).status(), Code::kCorrupt, "has shape 3, not 4"));
  EXPECT_TRUE(FailsWith((*model)->Floats("bias", {3, 1}).status(), Code::kCorrupt, "has shape 3, not 3×1"));
  EXPECT_TRUE(FailsWith((*model)->Matrix("matrix", 3, 3).status(), Code::kCorrupt, "has shape 2×3"));
  EXPECT_TRUE(FailsWith((*model)->Bytes("bias").status(), Code::kCorrupt, "not of type uint8"));
}

TEST(ModelFile, RefusesAMatrixWithoutItsScales) {
  ModelWriter writer;
  const int8_t values[2] = {1, 2};
  writer.Add("matrix", "int8", {2, 1}, values, 2);
  ScratchFile file(writer.Bytes());
  auto model = ModelFile::Open(file.path());
  ASSERT_TRUE(model.ok());
  EXPECT_TRUE(FailsWith((*model)->Matrix("matrix", 2, 1).status(), Code::kCorrupt, "matrix.scales is missing"));
}

TEST(ModelFile, SaysThatAFileIsMissingOrNoFile) {
  EXPECT_TRUE(FailsWith(ModelFile::Open("/nowhere/at/all.model").status(), Code::kNotFound, "/nowhere/at/all.model"));
  EXPECT_TRUE(FailsWith(ModelFile::Open("/tmp").status(), Code::kUnreadable, "not a regular file"));
}

TEST(ModelFile, SaysThatAFileIsForeign) {
  EXPECT_TRUE(FailsWith(StatusOf(""), Code::kCorrupt, "not a model file"));
  EXPECT_TRUE(FailsWith(StatusOf("QUOTH"), Code::kCorrupt, "not a model file"));
  EXPECT_TRUE(FailsWith(StatusOf(std::string(5000, 'x')), Code::kCorrupt, "not a model file"));
}

TEST(ModelFile, SaysThatAVersionIsNotKnown) {
  std::string bytes = Small().Bytes();
  bytes[8] = 7;
  EXPECT_TRUE(FailsWith(StatusOf(bytes), Code::kUnsupported, "version 7"));
}

TEST(ModelFile, SaysThatAFileIsTruncatedAtEveryLength) {
  const std::string bytes = Small().Bytes();
  for (size_t length = 8; length < bytes.size(); ++length) {
    ASSERT_TRUE(FailsWith(StatusOf(bytes.substr(0, length)), Code::kCorrupt, "truncated")) << length;
  }
  EXPECT_TRUE(FailsWith(StatusOf(bytes + "x"), Code::kCorrupt, "too long"));
}

TEST(ModelFile, SaysThatAFileIsDamagedWhereverAByteChanges) {
  const std::string bytes = Small().Bytes();
  for (size_t i = 24; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] ^= 0x10;
    ASSERT_TRUE(FailsWith(StatusOf(damaged), Code::kCorrupt, "damaged")) << i;
  }
}

TEST(ModelFile, SaysThatAHeaderIsWrittenWrong) {
  const std::string data(128, '\0');
  const auto with = [&](const std::string& header) { return StatusOf(ModelWriter::Seal(header, data)); };
  const auto tensor = [&](const std::string& entry) { return with("{\"tensors\":{\"t\":" + entry + "}}"); };
  EXPECT_TRUE(FailsWith(with(""), Code::kCorrupt, "no JSON object"));
  EXPECT_TRUE(FailsWith(with("[]"), Code::kCorrupt, "no JSON object"));
  EXPECT_TRUE(FailsWith(with("{}"), Code::kCorrupt, "lists no tensors"));
  EXPECT_TRUE(FailsWith(with(std::string(1000000, '[')), Code::kCorrupt, "nests too deep"));
  EXPECT_TRUE(FailsWith(tensor("1"), Code::kCorrupt, "has no object"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"float32","shape":[4]})"), Code::kCorrupt, "lacks"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"int4","shape":[4],"offset":0})"), Code::kCorrupt, "type"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":3,"shape":[4],"offset":0})"), Code::kCorrupt, "type"));
  for (const char* shape : {"[]", "4", "[-1]", "[1.5]", "[\"4\"]", "[1,1,1,1,1]"}) {
    EXPECT_TRUE(FailsWith(tensor(std::string(R"({"type":"int8","offset":0,"shape":)") + shape + "}"), Code::kCorrupt,
                          "no shape")) << shape;
  }
  for (const char* shape : {"[0]", "[129]", "[18446744073709551615]", "[4294967296,4294967296]"}) {
    EXPECT_TRUE(FailsWith(tensor(std::string(R"({"type":"int8","offset":0,"shape":)") + shape + "}"), Code::kCorrupt,
                          "does not fit")) << shape;
  }
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"int8","shape":[65],"offset":64})"), Code::kCorrupt, "does not fit"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"int8","shape":[1],"offset":18446744073709551552})"), Code::kCorrupt,
                        "does not fit"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"int8","shape":[1],"offset":1})"), Code::kCorrupt, "aligned"));
  EXPECT_TRUE(FailsWith(tensor(R"({"type":"int8","shape":[1],"offset":-64})"), Code::kCorrupt, "no offset"));
}

TEST(ModelFile, RefusesAHeaderLongerThanTheFile) {
  std::string bytes = Small().Bytes();
  ModelWriter::Put(bytes, 24, uint64_t{bytes.size()});
  EXPECT_TRUE(FailsWith(StatusOf(ModelWriter::Resum(bytes)), Code::kCorrupt, "longer than it may be"));
  ModelWriter::Put(bytes, 24, ~uint64_t{0});
  EXPECT_TRUE(FailsWith(StatusOf(ModelWriter::Resum(bytes)), Code::kCorrupt, "longer than it may be"));
}

// The checksum guards against accidents, not against a header made to harm:
// whatever stands in it, the reader answers.
TEST(ModelFile, SurvivesRandomBytesInAHeaderWithASoundChecksum) {
  const std::string bytes = Small().Bytes();
  size_t header = 0;
  std::memcpy(&header, &bytes[24], sizeof header);
  std::mt19937 random(1);
  size_t opened = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = bytes;
    for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips) {
      const size_t at = round % 10 == 0 ? 24 + random() % 8 : 64 + random() % header;
      damaged[at] = static_cast<char>(random() % 3 == 0 ? random() : "0123456789[]{},:\".-e"[random() % 20]);
    }
    ScratchFile file(ModelWriter::Resum(damaged));
    auto model = ModelFile::Open(file.path());
    if (!model.ok()) continue;
    ++opened;
    volatile float sum = 0;
    if (auto view = (*model)->Floats("bias", {0}); view.ok()) {
      for (size_t i = 0; i < view->size(); ++i) sum = sum + view->data[i];
    }
    if (auto matrix = (*model)->Matrix("matrix", 0, 0); matrix.ok()) {
      sum = sum + matrix->values[matrix->rows * matrix->columns - 1] + matrix->scales[matrix->rows - 1];
    }
    (*model)->Number("config.layers", 0);
    (*model)->Json("metadata");
  }
  EXPECT_GT(opened, 0u);
}

}  // namespace
}  // namespace quoth
