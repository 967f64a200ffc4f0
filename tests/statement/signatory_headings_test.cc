#include "statement/signatory_headings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace communique {
namespace {

using content::v1::Signatory;
using ::testing::ElementsAre;

Signatory Row(const std::string& name, const std::string& heading) {
  Signatory signatory;
  signatory.set_name(name);
  signatory.set_group_heading(heading);
  return signatory;
}

Signatory Erased(const std::string& name) {
  Signatory signatory;
  signatory.set_name(name);
  signatory.set_erased(true);
  return signatory;
}

std::vector<std::string> Spelled(const std::vector<Signatory>& in_order) {
  std::vector<std::string> groups;
  for (const SignatoryGroup& group : GroupByHeading(in_order)) {
    std::string line = group.heading + ":";
    for (const Signatory* signatory : group.signatories) line += " " + signatory->name();
    groups.push_back(line);
  }
  return groups;
}

TEST(SignatoryHeadings, ComeInTheOrderInWhichEachIsFirstSeen) {
  EXPECT_THAT(
      Spelled({Row("1", ""), Row("2", "States"), Row("3", ""), Row("4", "Unions"), Row("5", "States")}),
      ElementsAre(": 1 3", "States: 2 5", "Unions: 4"));
}

TEST(SignatoryHeadings, AnErasedRowStaysWithTheOneBeforeIt) {
  EXPECT_THAT(Spelled({Row("1", "States"), Erased("2"), Row("3", "States"), Row("4", "Unions"), Erased("5")}),
              ElementsAre("States: 1 2 3", "Unions: 4 5"));
}

TEST(SignatoryHeadings, ErasedRowsAtTheBeginningStayWithTheFirstThatIsLeft) {
  EXPECT_THAT(Spelled({Erased("1"), Erased("2"), Row("3", "States")}), ElementsAre("States: 1 2 3"));
  EXPECT_THAT(Spelled({Erased("1"), Erased("2")}), ElementsAre(": 1 2"));
  EXPECT_THAT(Spelled({}), ElementsAre());
}

}  // namespace
}  // namespace communique
