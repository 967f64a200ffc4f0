#include "tests/fault/random_work.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "tests/testing/commands.h"

namespace communique::testing {
namespace {

constexpr std::array<const char*, 4> kSections = {"press", "letters", "europe", "asia"};
constexpr std::array<const char*, 3> kLanguages = {"en", "ko", "ar"};
// The store's time in these tests is before this.
constexpr int64_t kLater = 2'000'000'000;

}  // namespace

struct RandomWork::Commands {
  static content::Action Create(RandomWork& work) {
    const int n = work.Pick(work.statements_);
    auto create =
        MakeStatement(absl::StrCat(work.prefix_, n), absl::StrCat("Title ", work.step_),
                      kLanguages[static_cast<size_t>(n % 3)], absl::StrCat("g-", work.prefix_, n / 3));
    create.content.set_section(work.AnySection());
    return create;
  }
  static content::Action Update(RandomWork& work) {
    auto [id, etag] = work.Any();
    auto update = Retitle(id, etag, absl::StrCat("Other ", work.step_));
    update.update_mask.insert(update.update_mask.end(), {"slug", "section"});
    update.content.set_slug(absl::StrCat("slug-", work.Pick(20)));
    update.content.set_section(work.AnySection());
    update.take_over_gone_path = work.Pick(2) == 0;
    return update;
  }
  static content::Action Attach(RandomWork& work) {
    auto [id, etag] = work.Any();
    content::UpdateStatement update{id, etag, {}, {"attachments"}};
    for (int i = work.Pick(3); i >= 0; --i) {
      content::v1::Attachment& attachment = *update.content.add_attachments();
      attachment.set_file_name(absl::StrCat("file-", i, ".txt"));
      attachment.set_blob(BlobName(Sha256Hex(File(work.Pick(kFiles)))));
    }
    return update;
  }
  static content::Action Sign(RandomWork& work) {
    return SignWith(work.AnyId(), std::vector<std::string>(static_cast<size_t>(1 + work.Pick(8)), "Union"));
  }
  static content::Action WithdrawRow(RandomWork& work) {
    return content::WithdrawSignatory{work.AnyRow(), "They asked for it."};
  }
  static content::Action CorrectRow(RandomWork& work) {
    return Rename(work.AnyRow(), absl::StrCat("Union ", work.step_), work.Pick(9) - 4);
  }
  static content::Action EraseRow(RandomWork& work) {
    return content::Erase{.statement = work.Any(), .signatory = 1 + work.Pick(6)};
  }
  static content::Action EraseBlock(RandomWork& work) {
    return content::Erase{.statement = work.Any(), .block_anchor = work.Pick(2) == 0 ? "1" : "p-1"};
  }
  static content::Action EraseRevision(RandomWork& work) {
    return content::Erase{.statement = work.Any(), .revision = 1 + work.Pick(4)};
  }
  static content::Action Publish(RandomWork& work) { return content::PublishStatement{{work.Any()}, {}}; }
  static content::Action PublishTwo(RandomWork& work) {
    content::PublishStatement publish{{work.Any()}, {}};
    if (auto other = work.Any(); other.id != publish.statements[0].id) publish.statements.push_back(other);
    if (work.Pick(2) == 0) publish.publish_time = absl::FromUnixSeconds(kLater + work.Pick(1000));
    return publish;
  }
  static content::Action Cancel(RandomWork& work) { return content::CancelSchedule{work.Any()}; }
  static content::Action Discard(RandomWork& work) { return content::DiscardDraft{work.Any()}; }
  static content::Action Withdraw(RandomWork& work) {
    return content::WithdrawStatement{work.Any(), "It is not right."};
  }
  static content::Action Restore(RandomWork& work) { return content::RestoreStatement{work.Any()}; }
  static content::Action Remove(RandomWork& work) {
    content::RemoveStatement remove{.statement = work.Any()};
    switch (work.Pick(3)) {
      case 0:
        remove.redirect_statement = work.AnyId();
        break;
      case 1:
        remove.redirect_uri = "https://example.org/elsewhere";
        break;
      default:
        remove.gone = "It was never ours.";
    }
    return remove;
  }
  static content::Action CreateSection(RandomWork& work) { return MakeSection(work.MoreSection(), "press"); }
  static content::Action UpdateSection(RandomWork& work) {
    const std::string id = work.Pick(2) == 0 ? work.MoreSection() : std::string(IdOf(work.AnySection()));
    content::UpdateSection update{id, work.reads_.etag_of_section(id), {}, {"titles", "parent"}};
    (*update.section.mutable_titles())["en"] = absl::StrCat("Section at ", work.step_);
    if (work.Pick(3) != 0) update.section.set_parent(work.AnySection());
    return update;
  }
  static content::Action DeleteSection(RandomWork& work) {
    const std::string id = work.MoreSection();
    return content::DeleteSection{id, work.reads_.etag_of_section(id)};
  }
  // Up to four operations; only the first on a statement has its etag.
  static content::Action Transact(RandomWork& work) {
    content::Transact transact;
    std::set<std::string> named;
    for (int operation = work.Pick(4); operation >= 0; --operation) {
      content::SeenStatement seen = work.Any();
      if (!named.insert(seen.id).second) seen.etag.clear();
      switch (work.Pick(5)) {
        case 0: {
          auto update = Retitle(seen.id, seen.etag, absl::StrCat("In one go ", work.step_));
          transact.operations.emplace_back(std::move(update));
          transact.operations.emplace_back(content::PublishStatement{{{seen.id, ""}}, {}});
          break;
        }
        case 1: {
          auto create = MakeStatement(seen.id, absl::StrCat("New in one go ", work.step_), "fr",
                                      absl::StrCat("g-", seen.id));
          transact.operations.emplace_back(std::move(create));
          transact.operations.emplace_back(content::PublishStatement{{{seen.id, ""}}, {}});
          break;
        }
        case 2:
          transact.operations.emplace_back(content::RemoveStatement{.statement = seen, .gone = "Not ours."});
          break;
        case 3:
          transact.operations.emplace_back(content::RestoreStatement{seen});
          break;
        default:
          transact.operations.emplace_back(SignWith(seen.id, {"Union", "League"}));
      }
    }
    return transact;
  }
};

RandomWork::RandomWork(uint32_t seed, std::string prefix, int statements, Reads reads)
    : random_(seed), prefix_(std::move(prefix)), statements_(statements), reads_(std::move(reads)) {}

content::Action RandomWork::Next() {
  // Each as often as it stands here.
  static constexpr std::array kTable = {
      &Commands::Create,        &Commands::Create,   &Commands::Update,        &Commands::Update,
      &Commands::Attach,        &Commands::Sign,     &Commands::WithdrawRow,   &Commands::CorrectRow,
      &Commands::Publish,       &Commands::Publish,  &Commands::Publish,       &Commands::Publish,
      &Commands::PublishTwo,    &Commands::Cancel,   &Commands::Discard,       &Commands::Withdraw,
      &Commands::Restore,       &Commands::Remove,   &Commands::CreateSection, &Commands::UpdateSection,
      &Commands::DeleteSection, &Commands::Transact, &Commands::EraseRow,      &Commands::EraseBlock,
      &Commands::EraseRevision,
  };
  ++step_;
  return kTable[static_cast<size_t>(Pick(static_cast<int>(kTable.size())))](*this);
}

std::vector<content::Action> RandomWork::Sections() {
  return {MakeSection("press"), MakeSection("letters"), MakeSection("europe", "press"),
          MakeSection("asia", "europe")};
}

std::string RandomWork::File(int number) { return absl::StrCat("The text of file ", number, ".\n"); }

std::string RandomWork::AnyId() { return absl::StrCat(prefix_, Pick(statements_)); }
std::string RandomWork::AnySection() {
  return absl::StrCat("sections/", kSections[static_cast<size_t>(Pick(kSections.size()))]);
}
content::SeenStatement RandomWork::Any() {
  const std::string id = AnyId();
  return {id, reads_.etag_of(id)};
}
std::string RandomWork::MoreSection() { return absl::StrCat("more-", prefix_, Pick(10)); }
content::SeenSignatory RandomWork::AnyRow() {
  const std::string id = AnyId();
  return reads_.row_of(id, 1 + Pick(6));
}

}  // namespace communique::testing
