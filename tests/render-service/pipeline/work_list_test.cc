#include "render-service/pipeline/work_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace communique::render {
namespace {

using ::testing::ElementsAre;

// Whether each is marked.
std::vector<bool> Marked(const std::vector<Pending>& work, const std::set<std::string>& statements,
                         const std::set<std::string>& siblings) {
  StateBatch batch;
  batch.pending = work;
  MarkTakedowns(statements, siblings, batch);
  std::vector<bool> marked;
  for (const Pending& pending : batch.pending) marked.push_back(pending.takedown);
  return marked;
}

Pending Of(OutputType type, const std::string& statement, bool drop = false) {
  return {.key = {.type = type, .statement = statement}, .drop = drop};
}

TEST(WorkList, ATakedownIsAllOfTheStatementTheIndexesAndTheTextsOfItsOtherLanguages) {
  const std::vector<Pending> work = {Of(OutputType::kStatementPage, "statements/a"),
                                     Of(OutputType::kSetPages, "statements/a"),
                                     Of(OutputType::kStatementPage, "statements/a-ko"),
                                     Of(OutputType::kStatementJson, "statements/a-ko"),
                                     Of(OutputType::kSetPages, "statements/a-ko"),
                                     Of(OutputType::kStatementPage, "statements/b"),
                                     Of(OutputType::kFront, "")};
  EXPECT_THAT(Marked(work, {"statements/a"}, {"statements/a-ko"}),
              ElementsAre(true, true, true, true, false, false, true));
  EXPECT_THAT(Marked(work, {}, {}), ElementsAre(false, false, false, false, false, false, false));
}

TEST(WorkList, AFileThatIsReplacedIsTakenDownWhereItsTextStaysPublicAndTheNewOneIsNot) {
  EXPECT_THAT(
      Marked({Of(OutputType::kAttachment, "statements/a", /*drop=*/true),
              Of(OutputType::kAttachment, "statements/a"), Of(OutputType::kStatementPage, "statements/a")},
             {}, {}),
      ElementsAre(true, false, false));
}

}  // namespace
}  // namespace communique::render
