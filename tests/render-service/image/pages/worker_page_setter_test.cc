#include "render-service/image/worker_page_setter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/match.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

std::unique_ptr<WorkerPageSetter> StartSetter() {
  return WorkerPageSetter::Start({.program = COMMUNIQUE_IMAGE_WORKER, .base_url = "https://example.org"})
      .value();
}

PublicStatement Titled(const std::string& language, const std::string& title) {
  PublicStatement statement;
  statement.statement.set_language(language);
  statement.statement.set_path("/en/statements/a/");
  statement.statement.mutable_live()->mutable_content()->set_title(title);
  return statement;
}

TEST(WorkerPageSetter, SetsStatementsOfEveryScriptInsideItsSandbox) {
  const std::unique_ptr<WorkerPageSetter> setter = StartSetter();
  for (const auto& [language, title] : {std::pair{"en", "A title"},
                                        {"ko", "공동 성명"},
                                        {"ar", "بيان مشترك"},
                                        {"ja", "共同声明"},
                                        {"ur", "مشترکہ بیان"},
                                        {"hi", "संयुक्त वक्तव्य"}}) {
    ASSERT_OK_AND_ASSIGN(const SetPages pages, setter->Set(Titled(language, title)));
    EXPECT_TRUE(absl::StartsWith(pages.pdf, "%PDF"));
    EXPECT_EQ(pages.pngs.size(), 1u);
  }
}

TEST(WorkerPageSetter, AMissingGlyphCostsThatStatementAlone) {
  const std::unique_ptr<WorkerPageSetter> setter = StartSetter();
  EXPECT_THAT(setter->Set(Titled("en", "A \U000F1234")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("U+F1234")));
  EXPECT_OK(setter->Set(Titled("en", "A title")));
}

TEST(WorkerPageSetter, TwoWorkersGiveTheSameBytes) {
  const PublicStatement statement = Titled("ko", "공동 성명");
  ASSERT_OK_AND_ASSIGN(const SetPages first, StartSetter()->Set(statement));
  ASSERT_OK_AND_ASSIGN(const SetPages second, StartSetter()->Set(statement));
  EXPECT_EQ(first.pdf, second.pdf);
  EXPECT_EQ(first.pngs, second.pngs);
}

}  // namespace
}  // namespace communique::render
