#include "tests/fault/erasures.h"

#include <vector>

#include "absl/strings/match.h"
#include "google/protobuf/descriptor.h"
#include "tests/testing/fold.h"

namespace communique::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsMarked(const Message& message) {
  if (message.GetDescriptor() == content::v1::Translation::descriptor()) {
    return static_cast<const content::v1::Translation&>(message).title().empty();
  }
  const FieldDescriptor* const erased = message.GetDescriptor()->FindFieldByName("erased");
  return erased != nullptr && message.GetReflection()->GetBool(message, erased);
}

bool HasMark(const Message& message) {
  if (IsMarked(message)) return true;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      if (HasMark(reflection.GetMessage(message, field))) return true;
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      if (HasMark(reflection.GetRepeatedMessage(message, field, i))) return true;
    }
  }
  return false;
}

template <typename Kind>
bool BytesHaveMark(const std::string& bytes) {
  Kind message;
  return message.ParseFromString(bytes) && HasMark(message);
}

}  // namespace

std::string StatementOf(const std::string& name) {
  return name.substr(0, name.find('/', name.find('/') + 1));
}

bool HasErased(const content::v1::Change& change) { return HasMark(change); }

bool HasErased(const std::string& name, const std::string& bytes) {
  if (!absl::StartsWith(name, "statements/")) return false;
  if (absl::StrContains(name, "/editions/")) return BytesHaveMark<content::v1::Edition>(bytes);
  if (absl::StrContains(name, "/signatories/")) return BytesHaveMark<content::v1::Signatory>(bytes);
  return BytesHaveMark<content::v1::Statement>(bytes);
}

bool AreAlike(const content::v1::ChangeSet& told, const content::v1::ChangeSet& logged) {
  if (told.changes_size() != logged.changes_size()) return false;
  content::v1::ChangeSet expected = logged;
  for (int i = 0; i < logged.changes_size(); ++i) {
    const bool is_of_the_same = told.changes(i).kind_case() == logged.changes(i).kind_case();
    if (is_of_the_same && HasErased(logged.changes(i))) *expected.mutable_changes(i) = told.changes(i);
  }
  return Deterministic(told) == Deterministic(expected);
}

}  // namespace communique::testing
