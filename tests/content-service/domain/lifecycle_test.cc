#include "content-service/domain/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::testing::ElementsAreArray;
using ::testing::SizeIs;

struct Row {
  std::string name;
  std::vector<std::string> cells;
};

// The table of docs/api.md below its heading.
std::vector<Row> TableInTheDocs() {
  std::ifstream docs(COMMUNIQUE_API_DOCS);
  std::vector<Row> rows;
  bool in_table = false;
  for (std::string line; std::getline(docs, line);) {
    if (absl::StartsWith(line, "| state ")) in_table = true;
    if (in_table && !absl::StartsWith(line, "|")) break;
    if (!in_table || absl::StartsWith(line, "|---")) continue;
    std::vector<std::string> cells = absl::StrSplit(line, '|');
    for (std::string& cell : cells) absl::StripAsciiWhitespace(&cell);
    rows.push_back({cells[1], {cells.begin() + 2, cells.end() - 1}});
  }
  return rows;
}

constexpr v1::PublicState kPublicStates[] = {v1::PUBLIC_STATE_NEVER, v1::PUBLIC_STATE_LIVE,
                                             v1::PUBLIC_STATE_WITHDRAWN, v1::PUBLIC_STATE_REMOVED};
constexpr v1::DraftState kDraftStates[] = {v1::DRAFT_STATE_NONE, v1::DRAFT_STATE_DRAFT,
                                           v1::DRAFT_STATE_SCHEDULED};
constexpr Operation kOperations[] = {
    Operation::kUpdate,       Operation::kPublish,  Operation::kSchedule, Operation::kCancelSchedule,
    Operation::kDiscardDraft, Operation::kWithdraw, Operation::kRestore,  Operation::kRemove};

std::string NameOf(States states) {
  const std::vector<std::string> in_public = {"", "never", "live", "withdrawn", "removed"};
  const std::vector<std::string> of_draft = {"", "none", "draft", "scheduled"};
  return absl::StrCat(in_public[static_cast<size_t>(states.public_state)], ", ",
                      of_draft[static_cast<size_t>(states.draft_state)]);
}

TEST(Lifecycle, IsTheTableOfTheDocumentation) {
  const std::vector<Row> documented = TableInTheDocs();
  ASSERT_THAT(documented, SizeIs(1 + 12)) << "head and states";
  size_t line = 1;
  for (const v1::PublicState public_state : kPublicStates) {
    for (const v1::DraftState draft_state : kDraftStates) {
      const States before = {public_state, draft_state};
      std::vector<std::string> cells;
      for (const Operation operation : kOperations) {
        const auto after = NextStates(operation, before, "statements/a");
        cells.push_back(after.ok() ? NameOf(*after) : ReasonOf(after.status()));
      }
      EXPECT_EQ(documented[line].name, NameOf(before));
      EXPECT_THAT(documented[line].cells, ElementsAreArray(cells)) << NameOf(before);
      ++line;
    }
  }
}

TEST(Lifecycle, ARefusalNamesTheStatementAndSaysWhatToDoFirst) {
  EXPECT_THAT(
      NextStates(Operation::kUpdate, {v1::PUBLIC_STATE_LIVE, v1::DRAFT_STATE_SCHEDULED}, "statements/a"),
      ::communique::testing::StatusIs(
          absl::StatusCode::kFailedPrecondition,
          "statements/a is scheduled to be published as it is; cancel the schedule first"));
}

}  // namespace
}  // namespace communique::content
