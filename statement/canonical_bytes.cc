#include "statement/canonical_bytes.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/block.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

namespace communique {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Which element of a repeated field; the value itself of a singular one.
constexpr int kSingular = -1;

std::string CanonicalInteger(int64_t number) { return absl::StrCat("i", number, "e"); }

const Message& SubMessage(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* reflection = message.GetReflection();
  return index == kSingular ? reflection->GetMessage(message, field)
                            : reflection->GetRepeatedMessage(message, field, index);
}

std::string CanonicalSubMessage(const Message& message) {
  if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
    google::protobuf::Timestamp time;
    time.CopyFrom(message);
    return CanonicalString(google::protobuf::util::TimeUtil::ToString(time));
  }
  return CanonicalMessage(message);
}

// The kinds of values that a content or a signatory has. A field of another kind has no canonical form
// yet; the test over all fields finds one as soon as it is added.
std::string CanonicalValue(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return CanonicalString(index == kSingular ? reflection->GetString(message, field)
                                                : reflection->GetRepeatedString(message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = reflection->GetEnumValue(message, field);
      const auto* value = field->enum_type()->FindValueByNumber(number);
      return value != nullptr ? CanonicalString(value->name()) : CanonicalInteger(number);
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return CanonicalInteger(reflection->GetBool(message, field) ? 1 : 0);
    case FieldDescriptor::CPPTYPE_INT32:
      return CanonicalInteger(reflection->GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return CanonicalString(absl::StrCat(reflection->GetInt64(message, field)));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return CanonicalSubMessage(SubMessage(message, field, index));
    default:
      return "";
  }
}

std::string CanonicalField(const Message& message, const FieldDescriptor* field) {
  if (!field->is_repeated()) return CanonicalValue(message, field, kSingular);
  std::string list = "l";
  const int size = message.GetReflection()->FieldSize(message, field);
  for (int i = 0; i < size; ++i) absl::StrAppend(&list, CanonicalValue(message, field, i));
  return list + "e";
}

bool IsListOfBlocks(const FieldDescriptor* field) {
  return field->is_repeated() && field->message_type() == content::v1::Block::descriptor();
}

}  // namespace

std::string CanonicalString(absl::string_view text) { return absl::StrCat(text.size(), ":", text); }

std::string CanonicalMessage(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::map<std::string, const FieldDescriptor*> by_name;
  for (const FieldDescriptor* field : fields) {
    if (!IsListOfBlocks(field)) by_name[field->json_name()] = field;
  }
  std::string object = "d";
  for (const auto& [name, field] : by_name) {
    absl::StrAppend(&object, CanonicalString(name), CanonicalField(message, field));
  }
  return object + "e";
}

}  // namespace communique
