// docs/digest.md and the code say the same.

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "absl/strings/escaping.h"
#include "statement/digest.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::IsOk;
using content::v1::DigestPart;
using content::v1::Edition;
using content::v1::Signatory;
using nlohmann::json;

std::vector<json> VectorsOfTheDocument() {
  std::ifstream file(COMMUNIQUE_SOURCE_DIR "/docs/digest.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  const std::string open = "\n```json\n";
  std::vector<json> vectors;
  for (size_t at = document.find(open); at != std::string::npos; at = document.find(open, at + 1)) {
    const size_t begin = at + open.size();
    vectors.push_back(json::parse(document.substr(begin, document.find("\n```", begin) - begin)));
  }
  return vectors;
}

std::string Unhex(const json& text) { return absl::HexStringToBytes(text.get<std::string>()); }

template <typename Message>
Message Parse(const json& value) {
  Message message;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(value.dump(), &message).ok()) << value;
  return message;
}

Edition EditionOf(const json& vector) {
  Edition edition;
  *edition.mutable_content() = Parse<content::v1::Content>(vector["content"]);
  for (const json& part : vector["digest"]["parts"]) {
    DigestPart* added = edition.add_parts();
    added->set_key(part["key"].get<std::string>());
    added->set_salt(Unhex(part["salt"]));
    added->set_digest(Unhex(part["digest"]));
  }
  edition.set_text_digest(Unhex(vector["digest"]["text"]));
  return edition;
}

TEST(DigestDocument, HasVectorsThatTheCodeAgreesWith) {
  const std::vector<json> vectors = VectorsOfTheDocument();
  ASSERT_EQ(vectors.size(), 2u);
  for (const json& vector : vectors) {
    EXPECT_OK(VerifyEdition(EditionOf(vector), vector["language"].get<std::string>()));
    std::vector<std::string> rows;
    for (json row : vector["signatories"]) {
      rows.push_back(Unhex(row["digest"]));
      const std::string salt = Unhex(row["salt"]);
      row.erase("salt");
      row.erase("digest");
      EXPECT_EQ(SignatoryDigest(Parse<Signatory>(row), salt), rows.back());
    }
    EXPECT_EQ(SignatoriesDigest(rows), Unhex(vector["digest"]["signatories"]));
    EXPECT_EQ(ContentDigest(Unhex(vector["digest"]["text"]), SignatoriesDigest(rows)),
              Unhex(vector["digest"]["content"]));
  }
}

}  // namespace
}  // namespace communique
