#include "tests/fault/random_work.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
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
    return update;
  }
  static content::Action Sign(RandomWork& work) {
    return SignWith(work.AnyId(), std::vector<std::string>(static_cast<size_t>(1 + work.Pick(8)), "Union"));
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
    if (work.Pick(2) == 0) {
      remove.redirect_statement = work.AnyId();
    } else {
      remove.gone = "It was never ours.";
    }
    return remove;
  }
  static content::Action CreateSection(RandomWork& work) {
    return MakeSection(absl::StrCat("more-", work.prefix_, work.Pick(10)), "press");
  }
};

RandomWork::RandomWork(uint32_t seed, std::string prefix, int statements, EtagOf etag_of)
    : random_(seed), prefix_(std::move(prefix)), statements_(statements), etag_of_(std::move(etag_of)) {}

content::Action RandomWork::Next() {
  // Each as often as it stands here.
  static constexpr std::array kTable = {
      &Commands::Create,   &Commands::Create,     &Commands::Update,  &Commands::Update,
      &Commands::Sign,     &Commands::Publish,    &Commands::Publish, &Commands::Publish,
      &Commands::Publish,  &Commands::PublishTwo, &Commands::Cancel,  &Commands::Discard,
      &Commands::Withdraw, &Commands::Restore,    &Commands::Remove,  &Commands::CreateSection,
  };
  ++step_;
  return kTable[static_cast<size_t>(Pick(static_cast<int>(kTable.size())))](*this);
}

std::vector<content::Action> RandomWork::Sections() {
  return {MakeSection("press"), MakeSection("letters"), MakeSection("europe", "press"),
          MakeSection("asia", "europe")};
}

std::string RandomWork::AnyId() { return absl::StrCat(prefix_, Pick(statements_)); }
std::string RandomWork::AnySection() {
  return absl::StrCat("sections/", kSections[static_cast<size_t>(Pick(kSections.size()))]);
}
content::SeenStatement RandomWork::Any() {
  const std::string id = AnyId();
  return {id, etag_of_(id)};
}

}  // namespace communique::testing
