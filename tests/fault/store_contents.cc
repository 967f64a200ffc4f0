#include "tests/fault/store_contents.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_change_log.h"
#include "content-service/storage/rocks_content_store.h"
#include "content-service/storage/rocks_history_store.h"

namespace communique::testing {
namespace {

using content::Database;
using content::Family;
using content::v1::View;

constexpr size_t kBytesOfAnAnswer = 100'000;
constexpr int kMostOfAPage = 100;

template <typename Message>
absl::StatusOr<std::string> BytesOf(const absl::StatusOr<Message>& answer) {
  if (!answer.ok()) return answer.status();
  return answer->SerializeAsString();
}

std::string BytesOfOne(const google::protobuf::MessageLite& message) { return message.SerializeAsString(); }
std::string BytesOfOne(const content::HistoryStore::Commit& commit) {
  return absl::StrCat(commit.sequence, commit.message.SerializeAsString());
}

template <typename Items>
std::string BytesOfAll(const Items& items) {
  std::string bytes;
  for (const auto& item : items) absl::StrAppend(&bytes, BytesOfOne(item), "|");
  return bytes;
}
template <typename Item>
absl::StatusOr<std::string> BytesOf(const absl::StatusOr<content::Page<Item>>& page) {
  if (!page.ok()) return page.status();
  return absl::StrCat(BytesOfAll(page->items), page->more ? "more" : "");
}

class Reader {
 public:
  Reader(Database& database, View view)
      : view_(view), store_(&database), history_(&database), log_(&database) {}

  void ReadLog(StoreContents& contents) {
    content::LogCursor cursor;
    while (true) {
      const std::string question = Question("log after ", cursor.number);
      const auto read = log_.ReadChangeSets(view_, cursor, {}, kBytesOfAnAnswer);
      if (!read.ok()) {
        contents.emplace(question, read.status());
        return;
      }
      contents.emplace(question, BytesOfAll(read->change_sets));
      if (read->next == cursor) return;
      cursor = read->next;
    }
  }

  void ReadSnapshot(StoreContents& contents) {
    const auto reader = log_.OpenSnapshot(view_, {});
    if (!reader.ok()) {
      contents.emplace(Question("snapshot"), reader.status());
      return;
    }
    for (int i = 0; !(*reader)->done(); ++i) {
      const auto chunk = (*reader)->Next(kBytesOfAnAnswer);
      contents.emplace(Question("snapshot ", i), BytesOf(chunk));
      if (!chunk.ok()) return;
    }
  }

  void ReadLists(StoreContents& contents) {
    contents.emplace(Question("head"), BytesOfHead());
    const auto sections = store_.ListSections("", kMostOfAPage, kBytesOfAnAnswer, Now());
    contents.emplace(Question("sections"), BytesOf(sections));
    content::StatementQuery query;
    for (int i = 0; i == 0 || !query.after.empty(); ++i) {
      const auto page = store_.ListStatements(query, Now());
      const std::string question = Question("list ", i);
      if (!page.ok()) {
        contents.emplace(question, page.status());
        return;
      }
      contents.emplace(question, BytesOfAll(page->items));
      query.after = page->next;
    }
  }

  void ReadStatement(const std::string& id, StoreContents& contents) {
    contents.emplace(Question(id), BytesOf(store_.GetStatement(id, Now())));
    const uint64_t middle = store_.Head().sequence / 2;
    contents.emplace(Question(id, " in the middle"), BytesOf(store_.GetStatement(id, {view_, middle})));
    contents.emplace(Question(id, " signatories"),
                     BytesOf(store_.ListSignatories(id, {}, kMostOfAPage, Now())));
    const content::HistoryQuery query{.statement = id, .limit = kMostOfAPage};
    contents.emplace(Question(id, " editions"), BytesOf(history_.ListEditions(query, Now())));
    if (view_ == content::v1::VIEW_PUBLIC) return;
    contents.emplace(Question(id, " revisions"), BytesOf(history_.ListRevisions(query, Now().sequence)));
    contents.emplace(Question(id, " commits"), BytesOf(history_.ListCommits(query, Now().sequence)));
    for (int64_t number = 1; number <= 3; ++number) {
      const auto revision = history_.GetRevision(id, number, Now().sequence);
      contents.emplace(Question(id, " revision ", number), BytesOf(revision));
    }
  }

 private:
  template <typename... Parts>
  std::string Question(const Parts&... parts) const {
    return absl::StrCat(View_Name(view_), ": ", parts...);
  }
  content::ReadAt Now() const { return {view_, store_.Head().sequence}; }
  absl::StatusOr<std::string> BytesOfHead() const {
    const content::LogHead head = log_.Head(view_);
    return absl::StrCat(head.number, " ", head.chain_hash);
  }

  const View view_;
  const content::RocksContentStore store_;
  const content::RocksHistoryStore history_;
  const content::RocksChangeLog log_;
};

absl::StatusOr<std::string> ReadBlob(content::BlobStore& blobs, const std::string& sha256) {
  const auto found = blobs.Find(sha256);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return absl::NotFoundError("the file is not there");
  std::string bytes = (*found)->SerializeAsString();
  for (int64_t at = 0; at < (*found)->size_bytes();) {
    const auto part = blobs.Read(**found, at);
    if (!part.ok()) return part.status();
    bytes += *part;
    at += static_cast<int64_t>(part->size());
  }
  return bytes;
}

std::string InWords(const absl::StatusOr<std::string>& answer) {
  return answer.ok() ? absl::StrCat(answer->size(), " bytes") : answer.status().ToString();
}

}  // namespace

StoreContents ReadContents(Database& database, int statements, const std::vector<std::string>& blobs) {
  StoreContents contents;
  for (const View view : {content::v1::VIEW_PUBLIC, content::v1::VIEW_EDITORIAL}) {
    Reader reader(database, view);
    reader.ReadLists(contents);
    reader.ReadLog(contents);
    reader.ReadSnapshot(contents);
    for (int i = 0; i < statements; ++i) reader.ReadStatement(absl::StrCat("s", i), contents);
  }
  content::RocksBlobStore files(database.blob_parts(), content::BlobLimits(), &absl::Now);
  for (const std::string& sha256 : blobs) contents.emplace(sha256, ReadBlob(files, sha256));
  return contents;
}

std::vector<std::string> WrongAnswers(const StoreContents& before, const StoreContents& now) {
  std::vector<std::string> wrong;
  for (const auto& [question, answer] : now) {
    if (absl::IsDataLoss(answer.status())) continue;
    const auto known = before.find(question);
    if (known == before.end()) {
      wrong.push_back(absl::StrCat(question, ": was not there before"));
    } else if (known->second.status().code() != answer.status().code() ||
               (answer.ok() && *answer != *known->second)) {
      wrong.push_back(
          absl::StrCat(question, ": ", InWords(answer), ", and before: ", InWords(known->second)));
    }
  }
  // Whoever reads page by page ends at an error; without one everything must be there.
  for (const auto& [question, answer] : before) {
    if (AllIsThere(now) && !now.contains(question)) wrong.push_back(absl::StrCat(question, ": is gone"));
  }
  return wrong;
}

bool AllIsThere(const StoreContents& now) {
  for (const auto& [question, answer] : now) {
    if (absl::IsDataLoss(answer.status())) return false;
  }
  return true;
}

}  // namespace communique::testing
