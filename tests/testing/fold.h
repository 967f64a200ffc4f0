#ifndef COMMUNIQUE_TESTS_TESTING_FOLD_H_
#define COMMUNIQUE_TESTS_TESTING_FOLD_H_

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "communique/content/v1/change.pb.h"
#include "statement/erasure.h"

namespace communique::testing {

// The same bytes for equal messages, maps included.
inline std::string Deterministic(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

// The state that a consumer has after a snapshot, a stream, or both: resource or address -> bytes.
class Fold {
 public:
  void Apply(const content::v1::Change& change) {
    using content::v1::Change;
    switch (change.kind_case()) {
      case Change::kStatement: {
        const content::v1::Statement& statement = change.statement().statement();
        state_[statement.name()] = Deterministic(statement);
        if (statement.has_live()) state_[statement.live().name()] = Deterministic(statement.live());
        return;
      }
      case Change::kStatementRemoval:
        return Remove(change.statement_removal());
      case Change::kEdition:
        state_[change.edition().name()] = Deterministic(change.edition());
        return;
      case Change::kSignatory:
        state_[change.signatory().name()] = Deterministic(change.signatory());
        return;
      case Change::kSection:
        state_[change.section().name()] = Deterministic(change.section());
        return;
      case Change::kSectionRemoval:
        state_.erase(change.section_removal().section());
        return;
      case Change::kPath:
        // Without a target it is one that the filter sees no more.
        paths_.erase(change.path().path());
        if (change.path().target_case() == content::v1::PathChange::TARGET_NOT_SET) return;
        paths_[change.path().path()] = change.path();
        return;
      case Change::kErasure:
        return Erase(change.erasure());
      default:
        return;
    }
  }

  // Everything, as one text that is equal for equal states.
  std::map<std::string, std::string> State() const {
    std::map<std::string, std::string> all = state_;
    for (const auto& [path, change] : paths_) all[path] = Deterministic(change);
    return all;
  }

 private:
  // Of what stands in statements and rows of the list, the new state is told besides.
  void Erase(const content::v1::Erasure& erasure) {
    const std::string editions = absl::StrCat(erasure.resource(), "/editions/");
    for (auto& [name, bytes] : state_) {
      const bool is_erased = name == erasure.resource() && absl::StrContains(name, "/editions/");
      const bool may_hold_block = !erasure.block_anchor().empty() && absl::StartsWith(name, editions);
      if (!is_erased && !may_hold_block) continue;
      content::v1::Edition edition;
      edition.ParseFromString(bytes);
      if (is_erased) {
        EraseEdition(edition);
      } else {
        EraseParts(EraseBlock(erasure.block_anchor(), *edition.mutable_content()), *edition.mutable_parts());
      }
      bytes = Deterministic(edition);
    }
  }
  // With its editions, signatories and addresses.
  void Remove(const content::v1::StatementRemoval& removal) {
    const std::string below = absl::StrCat(removal.statement(), "/");
    std::erase_if(state_, [&](const auto& entry) {
      return entry.first == removal.statement() || absl::StartsWith(entry.first, below);
    });
    std::erase_if(paths_, [&](const auto& entry) { return entry.second.owner() == removal.statement(); });
  }

  std::map<std::string, std::string> state_;
  std::map<std::string, content::v1::PathChange> paths_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_FOLD_H_
