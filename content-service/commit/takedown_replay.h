#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_TAKEDOWN_REPLAY_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_TAKEDOWN_REPLAY_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "content-service/commit/committer.h"
#include "content-service/domain/takedowns.h"
#include "content-service/storage/rocks_state_view.h"

namespace communique::content {

// Does again, by commits of their own, what was taken down after the backup that a store was restored from.
// One thread; database and committer outlive it.
class TakedownReplay {
 public:
  struct Report {
    // What was done, a line each, for the operator: "statements/a was withdrawn".
    std::vector<std::string> done;
    // How many were of things that the backup does not have, or has taken down already.
    int nothing_to_do = 0;
  };

  // `actor` stands in the records, `notice` is what the public reads where a statement was taken down.
  TakedownReplay(Database* database, Committer* committer, std::string actor, std::string notice)
      : database_(*database), committer_(*committer), actor_(std::move(actor)), notice_(std::move(notice)) {}

  // Again from the beginning, it finds all done. An error of the committer ends it.
  absl::StatusOr<Report> Run(const Takedowns& takedowns);
  // Gives every scheduled draft back: of a store whose takedowns since are not known.
  absl::StatusOr<Report> EndSchedules();

 private:
  absl::Status Redo(const stored::v1::Takedown& takedown);
  absl::Status Withdraw(const std::string& id);
  absl::Status Remove(const std::string& id, const std::string& why);
  absl::Status EndSchedule(const std::string& id);
  absl::Status WithdrawSignatory(const std::string& id, int64_t number);
  // By a new edition without the file, or by removing a statement that cannot have one now.
  absl::Status TakeFile(const std::string& id, const std::string& file);
  absl::Status Erase(const stored::v1::Takedown& takedown);
  // An erasure that is refused while something still uses the text.
  absl::Status MakeWay(const stored::v1::Takedown& takedown);

  // Of the newest state.
  RocksStateView State() const { return {database_, database_.head().Get().sequence}; }
  absl::StatusOr<std::optional<stored::v1::StatementRow>> Find(const std::string& id) const;
  absl::Status Do(Action action);
  void Tell(std::string line) { report_.done.push_back(std::move(line)); }
  void TellNothing() { ++report_.nothing_to_do; }

  Database& database_;
  Committer& committer_;
  const std::string actor_;
  const std::string notice_;
  Report report_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_TAKEDOWN_REPLAY_H_
