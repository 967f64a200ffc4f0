#include "render-service/domain/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/public_changes.h"

namespace communique::render {
namespace {

using ::communique::testing::MakeImage;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::StatementFacts;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

OutputKey Of(OutputType type) { return {.type = type}; }
OutputKey OfStatement(OutputType type, const std::string& id) {
  return {.type = type, .statement = "statements/" + id};
}
OutputKey Front(const std::string& language, const std::string& section = "") {
  return {.type = OutputType::kFront, .language = language, .section = section};
}
OutputKey Feed(const std::string& language, const std::string& section = "") {
  return {.type = OutputType::kFeed, .language = language, .section = section};
}
OutputKey Year(const std::string& language, const std::string& section, int32_t year) {
  return {.type = OutputType::kYear, .language = language, .section = section, .year = year};
}
OutputKey Sitemap(const std::string& language, int32_t year) {
  return {.type = OutputType::kSitemap, .language = language, .year = year};
}

// A site in memory: what is public, and its outline.
struct Site {
  std::map<std::string, PublicStatement> statements;
  SiteOutline outline;

  Site() {
    outline.PutSection(MakeSection("press", "Press"));
    outline.PutSection(MakeSection("asia", "Asia", "press"));
    outline.PutSection(MakeSection("letters", "Letters"));
  }

  void Put(const PublicStatement& statement) {
    Remove(statement.statement.name());
    statements[statement.statement.name()] = statement;
    outline.Add(MakeIndexEntry(statement.statement));
  }
  void Put(const StatementFacts& facts) { Put(PublicStatement{.statement = MakeStatement(facts)}); }
  void Remove(const std::string& name) {
    const auto found = statements.find(name);
    if (found == statements.end()) return;
    outline.Remove(MakeIndexEntry(found->second.statement));
    statements.erase(found);
  }
};

// The plan of what one statement's new state asks for; nothing for `after`: it is not public any more.
RenderPlan PlanFor(Site& site, const std::string& name, const std::optional<PublicStatement>& after) {
  const SiteOutline before = site.outline;
  StatementDelta delta;
  if (const auto found = site.statements.find(name); found != site.statements.end())
    delta.before = found->second;
  delta.after = after;
  site.Remove(name);
  if (after.has_value()) site.Put(*after);
  return Plan({.statements = {delta}}, before, site.outline);
}

RenderPlan PlanPublication(Site& site, const StatementFacts& facts) {
  return PlanFor(site, StatementName(facts.id), PublicStatement{.statement = MakeStatement(facts)});
}

TEST(Plan, APublicationRendersTheStatementAndEveryIndexThatListsIt) {
  Site site;
  site.Put({.id = "old"});
  const RenderPlan plan = PlanPublication(site, {.id = "new"});
  EXPECT_THAT(
      plan.render,
      UnorderedElementsAre(
          OfStatement(OutputType::kStatementPage, "new"), OfStatement(OutputType::kStatementJson, "new"),
          OfStatement(OutputType::kStatementText, "new"), OfStatement(OutputType::kSetPages, "new"),
          Of(OutputType::kRootPage), Front("en"), Front("en", "sections/press"), Feed("en"),
          Feed("en", "sections/press"), Year("en", "sections/press", 2014), Sitemap("en", 2014)));
  EXPECT_THAT(plan.drop, IsEmpty());
}

TEST(Plan, APublicationTouchesAsManyOutputsInALargeSiteAsInASmallOne) {
  const auto count_with = [](int statements) {
    Site site;
    for (int i = 0; i < statements; ++i) {
      site.Put({.id = absl::StrCat("s", i), .section = i % 2 ? "press" : "letters", .year = 1990 + i % 30});
    }
    return PlanPublication(site, {.id = "new", .year = 2005}).render.size();
  };
  EXPECT_EQ(count_with(90), count_with(3'000));
}

TEST(Plan, TheFirstStatementOfALanguageAppearsOnTheHomesOfAllOthers) {
  Site site;
  site.Put({.id = "a", .language = "en"});
  site.Put({.id = "b", .language = "fr"});
  const RenderPlan plan = PlanPublication(site, {.id = "c", .language = "ko"});
  EXPECT_THAT(plan.render, Contains(Front("en")));
  EXPECT_THAT(plan.render, Contains(Front("fr")));
  EXPECT_THAT(plan.render, Contains(Front("en", "sections/press")));
  EXPECT_THAT(plan.render, Contains(Of(OutputType::kSitemapIndex)));
}

TEST(Plan, TheFirstStatementOfASectionOpensItsPageAndThoseAboveIt) {
  Site site;
  site.Put({.id = "a", .section = "letters"});
  const RenderPlan plan = PlanPublication(site, {.id = "b", .section = "asia"});
  EXPECT_THAT(plan.render, Contains(Front("en", "sections/asia")));
  EXPECT_THAT(plan.render, Contains(Front("en", "sections/press")));
  EXPECT_THAT(plan.render, Contains(Front("en")));
  EXPECT_THAT(plan.render, Not(Contains(Front("en", "sections/letters"))));
}

TEST(Plan, ANewYearIsToldByTheYearsBesideItAndNoOther) {
  Site site;
  for (const int year : {2010, 2012, 2016, 2018}) site.Put({.id = absl::StrCat("s", year), .year = year});
  const RenderPlan plan = PlanPublication(site, {.id = "new", .year = 2014});
  EXPECT_THAT(plan.render, Contains(Year("en", "sections/press", 2012)));
  EXPECT_THAT(plan.render, Contains(Year("en", "sections/press", 2016)));
  EXPECT_THAT(plan.render, Not(Contains(Year("en", "sections/press", 2010))));
  EXPECT_THAT(plan.render, Not(Contains(Year("en", "sections/press", 2018))));
}

TEST(Plan, AnEditionWithTheSameTitleAndDayLeavesTheIndexesAlone) {
  Site site;
  site.Put({.id = "a"});
  PublicStatement second = site.statements.at("statements/a");
  second.earlier_editions.push_back(second.statement.live());
  second.statement.mutable_live()->set_number(2);
  const RenderPlan plan = PlanFor(site, "statements/a", second);
  EXPECT_THAT(plan.render, UnorderedElementsAre(OfStatement(OutputType::kStatementPage, "a"),
                                                OfStatement(OutputType::kStatementJson, "a"),
                                                OfStatement(OutputType::kStatementText, "a"),
                                                OfStatement(OutputType::kSetPages, "a")));
}

TEST(Plan, ASignatoryChangesTheStatementAlone) {
  Site site;
  site.Put({.id = "a"});
  site.Put({.id = "b"});
  PublicStatement signed_by_one = site.statements.at("statements/a");
  signed_by_one.signatories.push_back(communique::testing::MakeSignatory("a", 1, "Rivers Alliance"));
  const RenderPlan plan = PlanFor(site, "statements/a", signed_by_one);
  EXPECT_EQ(plan.render.size(), 4u);
  for (const OutputKey& key : plan.render) EXPECT_EQ(key.statement, "statements/a");
}

TEST(Plan, ATranslationChangesThePageOfTheOtherLanguage) {
  Site site;
  site.Put({.id = "a"});
  PublicStatement translated = site.statements.at("statements/a");
  translated.statement.add_translations()->set_language("ko");
  EXPECT_THAT(PlanFor(site, "statements/a", translated).render,
              Contains(OfStatement(OutputType::kStatementPage, "a")));
}

TEST(Plan, TheSameStateAgainAsksForNothing) {
  Site site;
  site.Put({.id = "a"});
  const RenderPlan plan = PlanFor(site, "statements/a", site.statements.at("statements/a"));
  EXPECT_THAT(plan.render, IsEmpty());
  EXPECT_THAT(plan.drop, IsEmpty());
}

TEST(Plan, AnAttachmentIsRenderedOnceAndNotWithEveryEdition) {
  Site site;
  PublicStatement statement{.statement = MakeStatement({.id = "a"})};
  *statement.statement.mutable_live()->mutable_content()->add_attachments() = MakeImage("scan", "bytes");
  const OutputKey scan{.type = OutputType::kAttachment, .statement = "statements/a", .entry = "scan"};
  EXPECT_THAT(PlanFor(site, "statements/a", statement).render, Contains(scan));
  statement.statement.mutable_live()->set_number(2);
  EXPECT_THAT(PlanFor(site, "statements/a", statement).render, Not(Contains(scan)));
  statement.statement.mutable_live()->mutable_content()->clear_attachments();
  EXPECT_THAT(PlanFor(site, "statements/a", statement).drop, Contains(scan));
}

TEST(Plan, AnEntryThatSharesAFileWithOneThatLeavesIsMadeSureOf) {
  Site site;
  PublicStatement statement{.statement = MakeStatement({.id = "a"})};
  auto& attachments = *statement.statement.mutable_live()->mutable_content()->mutable_attachments();
  *attachments.Add() = MakeImage("one", "bytes");
  *attachments.Add() = MakeImage("two", "bytes");
  PlanFor(site, "statements/a", statement);
  attachments.DeleteSubrange(0, 1);
  const RenderPlan plan = PlanFor(site, "statements/a", statement);
  EXPECT_THAT(plan.drop, Contains(OutputKey{
                             .type = OutputType::kAttachment, .statement = "statements/a", .entry = "one"}));
  EXPECT_THAT(
      plan.render,
      Contains(OutputKey{.type = OutputType::kAttachment, .statement = "statements/a", .entry = "two"}));
}

TEST(Plan, AnotherEntryWithTheVerySameFilesGetsThem) {
  const auto key = [](const char* entry) {
    return OutputKey{.type = OutputType::kAttachment, .statement = "statements/a", .entry = entry};
  };
  Site site;
  PublicStatement statement{.statement = MakeStatement({.id = "a"})};
  auto& attachments = *statement.statement.mutable_live()->mutable_content()->mutable_attachments();
  *attachments.Add() = MakeImage("one", "bytes");
  PlanFor(site, "statements/a", statement);
  attachments[0].set_entry_id("two");
  EXPECT_THAT(PlanFor(site, "statements/a", statement).hand_over,
              UnorderedElementsAre(Pair(key("one"), key("two"))));
  // The bytes on the site would be others.
  attachments[0].set_entry_id("three");
  attachments[0].set_publish_original(true);
  EXPECT_THAT(PlanFor(site, "statements/a", statement).hand_over, IsEmpty());
}

TEST(Plan, ARemovalDropsTheStatementAndTheIndexesThatListedNothingElse) {
  Site site;
  site.Put({.id = "a", .section = "letters", .year = 2011});
  site.Put({.id = "b"});
  const RenderPlan plan = PlanFor(site, "statements/a", std::nullopt);
  EXPECT_THAT(plan.drop, UnorderedElementsAre(OfStatement(OutputType::kStatementPage, "a"),
                                              OfStatement(OutputType::kStatementJson, "a"),
                                              OfStatement(OutputType::kStatementText, "a"),
                                              OfStatement(OutputType::kSetPages, "a"),
                                              Front("en", "sections/letters"), Feed("en", "sections/letters"),
                                              Year("en", "sections/letters", 2011), Sitemap("en", 2011)));
  EXPECT_THAT(plan.render, UnorderedElementsAre(Of(OutputType::kRootPage), Front("en"), Feed("en"),
                                                Of(OutputType::kSitemapIndex)));
}

TEST(Plan, AChangedPathIsARedirectThatGoesWhenAStatementComesBack) {
  const OutputKey notice{.type = OutputType::kNotice, .path = "/en/press/old/"};
  const SiteOutline outline;
  content::v1::PathChange path;
  path.set_path("/en/press/old/");
  path.set_redirect("/en/press/new/");
  EXPECT_THAT(Plan({.paths = {path}}, outline, outline).render, UnorderedElementsAre(notice));
  path.set_statement("statements/a");
  EXPECT_THAT(Plan({.paths = {path}}, outline, outline).drop, UnorderedElementsAre(notice));
}

TEST(Plan, ASectionsNewTitleTouchesWhatIsFiledInItAndBelowIt) {
  Site site;
  site.Put({.id = "a", .section = "asia"});
  site.Put({.id = "b", .section = "letters"});
  const SiteOutline before = site.outline;
  site.outline.PutSection(MakeSection("press", "Press statements"));
  const RenderPlan plan = Plan({.refiled = {"statements/a"}}, before, site.outline);
  EXPECT_THAT(plan.render, Contains(OfStatement(OutputType::kStatementPage, "a")));
  EXPECT_THAT(plan.render, Contains(Front("en", "sections/asia")));
  EXPECT_THAT(plan.render, Contains(Year("en", "sections/asia", 2014)));
  EXPECT_THAT(plan.render, Contains(Front("en")));
  EXPECT_THAT(plan.render, Not(Contains(Front("en", "sections/letters"))));
  EXPECT_THAT(plan.render, Not(Contains(OfStatement(OutputType::kSetPages, "a"))))
      << "they speak of no section";
}

TEST(Plan, WhatASectionHadGoesWithIt) {
  Site site;
  site.Put({.id = "a", .section = "asia"});
  const SiteOutline before = site.outline;
  // It is emptied and deleted in what is applied at once.
  site.outline.PutSection(MakeSection("asia", "Asia"));
  site.outline.RemoveSection("sections/press");
  const RenderPlan plan = Plan({.refiled = {"statements/a"}}, before, site.outline);
  EXPECT_THAT(plan.drop, UnorderedElementsAre(Front("en", "sections/press"), Feed("en", "sections/press")));
  EXPECT_THAT(plan.render, Contains(Front("en", "sections/asia")));
  EXPECT_THAT(plan.render, Contains(Front("en")));
}

TEST(Plan, WhatIsThereInTheEndIsWhatStepsAskedForOnTheWay) {
  Site site;
  std::set<OutputKey> there;
  for (const OutputKey& key : OutputsOfSite(site.outline)) there.insert(key);
  const auto take = [&](const RenderPlan& plan) {
    there.insert(plan.render.begin(), plan.render.end());
    for (const OutputKey& key : plan.drop) there.erase(key);
  };
  take(PlanPublication(site, {.id = "a", .section = "asia", .year = 2010}));
  take(PlanPublication(site, {.id = "b", .language = "ko", .year = 2012}));
  take(PlanPublication(site, {.id = "a", .section = "letters", .year = 2011, .edition = 2}));
  take(PlanFor(site, "statements/b", std::nullopt));
  take(PlanPublication(site, {.id = "c", .year = 2011}));

  std::set<OutputKey> expected;
  for (const OutputKey& key : OutputsOfSite(site.outline)) expected.insert(key);
  for (const auto& [name, statement] : site.statements) {
    for (const OutputKey& key : OutputsOfStatement(statement)) expected.insert(key);
  }
  EXPECT_EQ(there, expected);
}

}  // namespace
}  // namespace communique::render
