#include "statement/canonical_bytes.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/signatory.pb.h"
#include "google/protobuf/descriptor.h"
#include "statement/text_parts.h"
#include "tests/statement/random_content.h"

namespace communique {
namespace {

using ::communique::testing::FillAtRandom;
using ::communique::testing::RandomContent;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using nlohmann::json;

// The specification, read off the JSON form and not off the message.
std::string Canonical(const json& value) {
  if (value.is_string()) return CanonicalString(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? "i1e" : "i0e";
  if (value.is_number()) return absl::StrCat("i", value.get<int64_t>(), "e");
  std::string bytes = value.is_array() ? "l" : "d";
  for (const auto& [name, member] : value.items()) {
    if (name == "children") continue;
    absl::StrAppend(&bytes, value.is_object() ? CanonicalString(name) : "", Canonical(member));
  }
  return bytes + "e";
}

std::string CanonicalOfJson(const Message& message) {
  std::string text;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &text).ok());
  return Canonical(json::parse(text));
}

// Every way to change one field of `message` or below it, told to `changed` one by one.
void ForEachChange(Message& message, const std::function<void()>& changed) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    std::unique_ptr<Message> before(message.New());
    before->CopyFrom(message);
    reflection->ClearField(&message, field);
    changed();
    message.CopyFrom(*before);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      reflection->SetString(&message, field, reflection->GetString(message, field) + "x");
      changed();
      message.CopyFrom(*before);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated()) {
      ForEachChange(*reflection->MutableMessage(&message, field), changed);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        ForEachChange(*reflection->MutableRepeatedMessage(&message, field, i), changed);
      }
    }
  }
}

TEST(CanonicalBytes, AreThoseOfTheJsonForm) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    content::v1::Block block;
    FillAtRandom(block, 6, random);
    EXPECT_EQ(CanonicalMessage(block), CanonicalOfJson(block));
    content::v1::Signatory signatory;
    FillAtRandom(signatory, 6, random);
    signatory.clear_salt();
    signatory.clear_digest();
    EXPECT_EQ(CanonicalMessage(signatory), CanonicalOfJson(signatory));
  }
}

TEST(CanonicalBytes, OfAnUnknownEnumeratorAreItsNumber) {
  content::v1::Signatory signatory;
  signatory.set_status(static_cast<content::v1::SignatoryStatus>(77));
  EXPECT_EQ(CanonicalMessage(signatory), "d6:statusi77ee");
}

TEST(TextParts, ChangeWithEveryFieldOfTheText) {
  std::mt19937 random(2);
  int changes = 0;
  for (int i = 0; i < 40; ++i) {
    content::v1::Content content = RandomContent(random);
    content.clear_section();
    content.clear_slug();
    content.clear_source_head();
    for (auto& attachment : *content.mutable_attachments()) {
      attachment.clear_media_type();
      attachment.clear_size_bytes();
      attachment.clear_publish_original();
      attachment.clear_confirm_position();
      attachment.clear_width();
      attachment.clear_height();
      attachment.clear_page_count();
    }
    const auto bytes_of = [&content] {
      std::string bytes;
      for (const TextPart& part : ListTextParts(content, "en")) bytes += part.bytes;
      return bytes;
    };
    const content::v1::Content original = content;
    const std::string before = bytes_of();
    ForEachChange(content, [&] {
      ++changes;
      EXPECT_NE(bytes_of(), before) << content.ShortDebugString() << "\n" << original.ShortDebugString();
    });
  }
  EXPECT_GT(changes, 1000);
}

}  // namespace
}  // namespace communique
