#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "render-service/html/page_renderer.h"
#include "statement/digest.h"
#include "tests/render-service/html/sample_statements.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class StatementJson : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(renderer_,
                         PageRenderer::Load(testing::SampleSettings(),
                                            std::string(COMMUNIQUE_SOURCE_DIR) + "/render-service/theme"));
  }

  nlohmann::json Document(const PublicStatement& statement) const {
    return nlohmann::json::parse(*renderer_->StatementJson(statement, testing::SampleTrail()));
  }

  std::unique_ptr<PageRenderer> renderer_;
};

std::string Raw(const nlohmann::json& hex) { return absl::HexStringToBytes(hex.get<std::string>()); }

TEST_F(StatementJson, HoldsTheWholeContentSoThatItCanBeReadBack) {
  for (const PublicStatement& statement : testing::SampleStatements()) {
    content::v1::Content expected = statement.statement.live().content();
    expected.clear_slug();
    content::v1::Content read;
    ASSERT_TRUE(
        google::protobuf::util::JsonStringToMessage(Document(statement)["content"].dump(), &read).ok());
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read, expected))
        << statement.statement.name();
  }
}

TEST_F(StatementJson, HoldsWhatIsNeededToCheckTheDigests) {
  const nlohmann::json document = Document(testing::SampleStatements()[1]);

  content::v1::Edition read;
  read.set_name("statements/read/editions/1");
  ASSERT_TRUE(
      google::protobuf::util::JsonStringToMessage(document["content"].dump(), read.mutable_content()).ok());
  for (const nlohmann::json& part : document["digest"]["parts"]) {
    content::v1::DigestPart* read_part = read.add_parts();
    read_part->set_key(part["key"]);
    read_part->set_salt(Raw(part["salt"]));
    read_part->set_digest(Raw(part["digest"]));
  }
  read.set_text_digest(Raw(document["digest"]["text"]));
  EXPECT_OK(VerifyEdition(read, document["language"].get<std::string>()));
  EXPECT_EQ(Raw(document["digest"]["content"]),
            ContentDigest(read.text_digest(), Raw(document["digest"]["signatories"])));
}

TEST_F(StatementJson, TellsNothingThatIsNotPublic) {
  PublicStatement statement = testing::SampleStatements()[0];
  content::v1::Content& content = *statement.statement.mutable_live()->mutable_content();
  content.add_source_head()->set_value("40213");
  content.mutable_attachments(0)->set_confirm_position(true);
  const std::string text = Document(statement).dump();
  for (const char* hidden : {"40213", "sourceHead", "confirmPosition", "publishOriginal", "etag", "draft"}) {
    EXPECT_THAT(text, Not(HasSubstr(hidden)));
  }
}

TEST_F(StatementJson, NamesEveryFileWithItsAddress) {
  const nlohmann::json files = Document(testing::SampleStatements()[1])["files"];
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0]["original"], false);
  EXPECT_EQ(files[0]["images"].size(), 8U);
  EXPECT_EQ(files[1]["original"], true);
  EXPECT_THAT(files[1]["url"].get<std::string>(),
              HasSubstr("https://river.example.org/files/the-wells-of-the-fen/"));
}

TEST_F(StatementJson, TellsWhyAStatementWasWithdrawn) {
  const nlohmann::json document = Document(testing::SampleStatements()[2]);
  EXPECT_EQ(document["state"], "withdrawn");
  EXPECT_EQ(document["notice"]["time"], "2024-05-23T21:33:20Z");
}

}  // namespace
}  // namespace communique::render
