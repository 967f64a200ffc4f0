#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ERASED_BODIES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ERASED_BODIES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Where the texts of a statement stand, and what erasing leaves there. Pure.

// A revision, and the edition that was made from it.
struct Writing {
  int64_t revision = 0;
  stored::v1::BodyRef content;
  std::optional<stored::v1::EditionRow> edition;
};

// Every revision that a statement ever had, oldest first.
absl::StatusOr<std::vector<Writing>> ListWritings(const StateView& state, const std::string& id);

std::pair<uint64_t, uint32_t> KeyOf(const stored::v1::BodyRef& ref);

bool HasBlock(const v1::Content& content, absl::string_view anchor);

// Its text went as a whole. A content that had a block erased is not.
bool IsErasedContent(const stored::v1::Body& body);

// Puts `body`, without its salt, in the place of the one that was written.
void Redact(const stored::v1::BodyRef& ref, stored::v1::Body body, DecisionBuilder& decision);

// All text of a revision and of its edition. The section stays, and the address of an edition.
absl::Status EraseWriting(const StateView& state, const Writing& writing, stored::v1::Body content,
                          DecisionBuilder& decision);

// What lists find by the words of its title, where no other one of `all` has them.
absl::Status EraseTitle(const StateView& state, const std::string& id, const Writing& writing,
                        const std::vector<Writing>& all, const v1::Content& content,
                        DecisionBuilder& decision);

// It lists its files no more; the bytes of those that no other revision lists, of any statement, go too.
absl::Status EraseFiles(const StateView& state, const std::string& id, const Writing& writing,
                        const v1::Content& content, DecisionBuilder& decision);

// The address that was reserved for it, unless it was public, or belongs or belonged to another text.
absl::Status ErasePath(const StateView& state, const std::string& id, const std::string& language,
                       const Writing& writing, const std::vector<Writing>& all, const v1::Content& content,
                       DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ERASED_BODIES_H_
