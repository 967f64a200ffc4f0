#include "statement/party_key.h"

#include <gtest/gtest.h>

namespace communique {
namespace {

using content::v1::Signatory;

Signatory Organisation(const std::string& name) {
  Signatory signatory;
  signatory.mutable_organisation()->set_name(name);
  return signatory;
}

TEST(FoldedName, LeavesOutCaseAccentsWidthAndSpacing) {
  EXPECT_EQ(FoldedName("École  Normale\u00a0Supérieure"), "ecolenormalesuperieure");
  EXPECT_EQ(FoldedName("Straße"), FoldedName("STRASSE"));
  EXPECT_EQ(FoldedName("ＡＢＣ　１２"), "abc12");
  EXPECT_EQ(FoldedName("김 하나"), "김하나");
  EXPECT_EQ(FoldedName("بَيَان"), FoldedName("بيان")) << "with and without vowel points";
  EXPECT_EQ(FoldedName("שָׁלוֹם"), FoldedName("שלום"));
  EXPECT_EQ(FoldedName("e\u0301"), FoldedName("\u00e9")) << "composed or not";
}

TEST(FoldedName, KeepsWhatMakesAnotherLetter) {
  EXPECT_NE(FoldedName("ガ"), FoldedName("カ"));
  EXPECT_NE(FoldedName("パリ"), FoldedName("ハリ"));
  EXPECT_NE(FoldedName("कुल"), FoldedName("कल"));
  EXPECT_NE(FoldedName("하나"), FoldedName("하난"));
  EXPECT_NE(FoldedName("Union A"), FoldedName("Union B"));
}

TEST(PartyKey, IsOneForTheSameKindAndFoldedNameInOneStatement) {
  const std::string key = PartyKey("river", Organisation("Fishers of the Delta"));
  EXPECT_EQ(key.size(), 16u);
  EXPECT_EQ(PartyKey("river", Organisation("FISHERS  of the Délta")), key);
  EXPECT_NE(PartyKey("river", Organisation("Fishers of the Deltas")), key);
  EXPECT_NE(PartyKey("lake", Organisation("Fishers of the Delta")), key);
  Signatory person;
  person.mutable_person()->set_name("Fishers of the Delta");
  EXPECT_NE(PartyKey("river", person), key);
}

TEST(PartyKey, KnowsNoDifferenceInWhatStandsBesideTheName) {
  Signatory other = Organisation("Union");
  other.mutable_organisation()->set_country("Norway");
  other.set_group_heading("Unions");
  EXPECT_EQ(PartyKey("river", other), PartyKey("river", Organisation("Union")));
}

}  // namespace
}  // namespace communique
