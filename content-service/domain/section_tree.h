#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SECTION_TREE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SECTION_TREE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// The tree of sections: what is where, how deep, and what of it is public. Pure.

// NOT_FOUND, saying so.
absl::Status NoSuchSection(absl::string_view id);
absl::StatusOr<stored::v1::SectionRow> GetSectionRow(const StateView& state, absl::string_view id);

// Puts the section `id` below `parent`, or at the top level where that is empty, with all that is below it.
// `row` is its own row, which the caller writes. INVALID_ARGUMENT naming section.parent: there is no such
// section, it is the section itself or below it, or the tree would become too deep.
absl::Status PlaceSection(const StateView& state, const std::string& id, const std::string& parent,
                          stored::v1::SectionRow& row, DecisionBuilder& decision);

// FAILED_PRECONDITION, reason SECTION_NOT_EMPTY.
absl::Status CheckSectionIsEmpty(const StateView& state, const std::string& id);

// Makes a section, and those above it, public where they are not. Told from the top down. Nothing where
// `section` is empty.
absl::Status PublishSections(const StateView& state, const std::string& section, DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SECTION_TREE_H_
