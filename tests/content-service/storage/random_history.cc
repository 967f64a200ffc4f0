#include "tests/content-service/storage/random_history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {

using testing::MakeSection;
using testing::MakeStatement;
using testing::Rename;
using testing::Retitle;
using testing::SignWith;
using testing::StoreUnderTest;

void MakeSections(StoreUnderTest& store) {
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeSection("letters")));
  ASSERT_OK(store.Do(MakeSection("europe", "press")));
  ASSERT_OK(store.Do(MakeSection("asia", "europe")));
}

void WriteHistory(StoreUnderTest& store, uint32_t number, int steps, Erasures erasures) {
  std::mt19937 random(number);
  const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<uint32_t>(count)); };
  const std::vector<std::string> sections = {"press", "letters", "europe", "asia"};
  const auto any_section = [&] {
    const int any = pick(7);
    return any < 4 ? sections[static_cast<size_t>(any)] : absl::StrCat("extra-", any - 4);
  };
  if (store.store().Head().sequence == 0) MakeSections(store);
  const std::vector<std::string> languages = {"en", "ko", "ar"};
  int statements = 0;
  while (!store.EtagOf(absl::StrCat("s", statements)).empty()) ++statements;
  for (int step = 0; step < steps; ++step) {
    store.SetTime(1'700'000'000 + step);
    const std::string id = absl::StrCat("s", pick(std::max(statements, 1)));
    switch (pick(erasures == Erasures::kSome ? 18 : 16)) {
      case 0: {
        CreateStatement create =
            MakeStatement(absl::StrCat("s", statements), absl::StrCat("Title ", step),
                          languages[static_cast<size_t>(pick(3))], absl::StrCat("g", statements / 2));
        create.content.set_section("sections/" + any_section());
        if (store.Do(create).ok()) ++statements;
        break;
      }
      case 1: {
        UpdateStatement update = Retitle(id, store.EtagOf(id), absl::StrCat("Other ", step));
        update.update_mask.insert(update.update_mask.end(), {"slug", "section"});
        update.content.set_slug(absl::StrCat("slug-", pick(20)));
        update.content.set_section("sections/" + sections[static_cast<size_t>(pick(4))]);
        update.take_over_gone_path = pick(2) == 0;
        (void)store.Do(update);
        break;
      }
      case 2:
        (void)store.Do(SignWith(id, std::vector<std::string>(static_cast<size_t>(1 + pick(8)), "Union")));
        break;
      case 3: {
        const std::string other = absl::StrCat("s", pick(std::max(statements, 1)));
        PublishStatement publish{{{id, store.EtagOf(id)}}, {}};
        if (other != id) publish.statements.push_back({other, store.EtagOf(other)});
        if (pick(2) == 0) publish.publish_time = absl::FromUnixSeconds(1'700'000'000 + step + 5);
        (void)store.Do(publish);
        break;
      }
      case 4:
        (void)store.Do(CancelSchedule{{id, store.EtagOf(id)}});
        break;
      case 5:
        (void)store.Do(DiscardDraft{{id, store.EtagOf(id)}});
        break;
      case 6:
        (void)store.Do(WithdrawStatement{{id, store.EtagOf(id)}, "It is not right."});
        break;
      case 7:
        (void)store.Do(RestoreStatement{{id, store.EtagOf(id)}});
        break;
      case 8: {
        RemoveStatement remove{.statement = {id, store.EtagOf(id)}};
        if (pick(2) == 0) {
          remove.redirect_statement = absl::StrCat("s", pick(std::max(statements, 1)));
        } else {
          remove.gone = "It was never ours.";
        }
        (void)store.Do(remove);
        break;
      }
      case 9: {
        const std::string section = any_section();
        UpdateSection update{section, store.EtagOfSection(section), {}, {"titles", "parent"}};
        (*update.section.mutable_titles())["en"] = absl::StrCat("Section at ", step);
        if (pick(3) != 0) update.section.set_parent("sections/" + any_section());
        (void)store.Do(update);
        break;
      }
      case 10: {
        const std::string section = absl::StrCat("extra-", pick(3));
        if (store.Do(MakeSection(section, any_section())).ok()) break;
        (void)store.Do(DeleteSection{section, store.EtagOfSection(section)});
        break;
      }
      case 11: {
        // Up to four operations, as they come; only the first on a statement knows its etag.
        Transact transact;
        std::set<std::string> named;
        const auto seen = [&](const std::string& of) {
          return SeenStatement{of, named.insert(of).second ? store.EtagOf(of) : ""};
        };
        for (int operation = pick(4); operation >= 0; --operation) {
          const std::string of = absl::StrCat("s", pick(std::max(statements, 1)));
          switch (pick(6)) {
            case 0: {
              CreateStatement create = MakeStatement(absl::StrCat("s", statements), absl::StrCat("T ", step),
                                                     "fr", absl::StrCat("g", statements / 2));
              create.content.set_section("sections/" + any_section());
              named.insert(create.id);
              transact.operations.emplace_back(create);
              transact.operations.emplace_back(PublishStatement{{{create.id, ""}}, {}});
              break;
            }
            case 1: {
              const SeenStatement first = seen(of);
              UpdateStatement update = Retitle(of, first.etag, absl::StrCat("In one go ", step));
              update.update_mask.push_back("slug");
              update.content.set_slug(absl::StrCat("slug-", pick(20)));
              update.take_over_gone_path = true;
              transact.operations.emplace_back(update);
              transact.operations.emplace_back(PublishStatement{{{of, ""}}, {}});
              break;
            }
            case 2:
              transact.operations.emplace_back(RemoveStatement{.statement = seen(of), .gone = "Not ours."});
              break;
            case 3:
              transact.operations.emplace_back(RestoreStatement{seen(of)});
              break;
            case 4:
              transact.operations.emplace_back(SignWith(of, {"Union", "League"}));
              named.insert(of);
              break;
            default:
              transact.operations.emplace_back(WithdrawStatement{seen(of), "It is not right."});
          }
        }
        (void)store.Do(transact);
        while (!store.EtagOf(absl::StrCat("s", statements)).empty()) ++statements;
        break;
      }
      case 12:
        (void)store.Do(WithdrawSignatory{store.SeenRow(id, 1 + pick(6)), "They asked for it."});
        break;
      case 13:
        (void)store.Do(Rename(store.SeenRow(id, 1 + pick(6)), absl::StrCat("Union ", step), pick(9) - 4));
        break;
      case 16: {
        Erase erase{.statement = {id, store.EtagOf(id)}};
        switch (pick(3)) {
          case 0:
            erase.signatory = 1 + pick(6);
            break;
          case 1:
            erase.block_anchor = pick(2) == 0 ? "1" : "p-1";
            break;
          default:
            erase.revision = 1 + pick(4);
        }
        (void)store.Do(erase);
        break;
      }
      default:
        (void)store.Publish(id);
    }
  }
}

}  // namespace communique::content
