#include "tests/statement/random_content.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/timestamp.pb.h"
#include "statement/block_walk.h"

namespace communique::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string RandomText(std::mt19937& random) {
  static constexpr const char* kPieces[] = {"a",   "5:x", "성명",   "بيان", "\n", "\"",
                                            "<b>", "é",   "\u2028", "😀",    "ie"};
  std::string text;
  for (auto left = 1 + random() % 4; left > 0; --left) text += kPieces[random() % std::size(kPieces)];
  return text;
}

void SetScalar(Message& message, const FieldDescriptor* field, std::mt19937& random) {
  const auto* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(&message, field, RandomText(random));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(&message, field, true);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(&message, field, static_cast<int32_t>(random()));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(&message, field, static_cast<int64_t>(random()) << 8);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(
          &message, field,
          static_cast<int>(random() % static_cast<unsigned>(field->enum_type()->value_count())));
    default:
      return;
  }
}

}  // namespace

void FillAtRandom(Message& message, int levels, std::mt19937& random) {
  if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
    google::protobuf::Timestamp time;
    time.set_seconds(random() % 2'000'000'000);
    time.set_nanos(static_cast<int32_t>(random() % 3) * 1'500'000);
    return message.CopyFrom(time);
  }
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (random() % 4 == 0) continue;
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      SetScalar(message, field, random);
    } else if (!field->is_repeated()) {
      if (levels > 0) FillAtRandom(*reflection->MutableMessage(&message, field), levels - 1, random);
    } else if (levels > 0) {
      for (auto left = random() % 4; left > 0; --left) {
        FillAtRandom(*reflection->AddMessage(&message, field), levels - 1, random);
      }
    }
  }
}

content::v1::Content RandomContent(std::mt19937& random) {
  content::v1::Content content;
  FillAtRandom(content, 8, random);
  int number = 0;
  for (content::v1::Block* block : MutableBlocksInReadingOrder(content)) {
    block->set_anchor(absl::StrCat("b-", ++number));
  }
  for (auto& attachment : *content.mutable_attachments()) {
    attachment.set_entry_id(absl::StrCat("a-", ++number));
  }
  return content;
}

}  // namespace communique::testing
