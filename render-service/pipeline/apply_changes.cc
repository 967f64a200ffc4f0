#include "render-service/pipeline/apply_changes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

using content::v1::Change;
using content::v1::Edition;
using content::v1::Section;
using content::v1::Signatory;
using content::v1::Statement;

// "statements/a/signatories/7" -> "statements/a".
std::string StatementOf(const std::string& name) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name, absl::MaxSplits('/', 2));
  return segments.size() < 2 ? name : absl::StrCat(segments[0], "/", segments[1]);
}

template <typename Message>
void PutByName(const Message& message, std::vector<Message>& messages) {
  const auto same = std::find_if(messages.begin(), messages.end(),
                                 [&](const Message& other) { return other.name() == message.name(); });
  same == messages.end() ? messages.push_back(message) : void(*same = message);
}

template <typename Message>
bool RemoveByName(const std::string& name, std::vector<Message>& messages) {
  return std::erase_if(messages, [&](const Message& message) { return message.name() == name; }) > 0;
}

template <typename Message>
const Message* FindByName(const std::string& name, const std::vector<Message>& messages) {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const Message& message) { return message.name() == name; });
  return found == messages.end() ? nullptr : &*found;
}

// One statement while changes are applied to it.
struct Working {
  std::optional<PublicStatement> before;
  PublicStatement now;
  bool is_public = false;
  // What was stored of it is of no use: write all anew.
  bool replaced = false;
  std::set<std::string> changed_parts;
};

class Applier {
 public:
  Applier(const LocalState& state, const SiteOutline& outline) : state_(state), outline_before_(outline) {
    applied_.outline = outline;
  }

  absl::Status Apply(const Change& change) {
    switch (change.kind_case()) {
      case Change::kStatement:
        return ApplyStatement(change.statement().statement());
      case Change::kStatementRemoval:
        return ApplyRemoval(change.statement_removal().statement());
      case Change::kEdition:
        return ApplyPart(change.edition().name(),
                         [&](PublicStatement& now) { PutByName(change.edition(), now.earlier_editions); });
      case Change::kSignatory:
        return ApplyPart(change.signatory().name(),
                         [&](PublicStatement& now) { PutByName(change.signatory(), now.signatories); });
      case Change::kSection:
        sections_[change.section().name()] = change.section();
        applied_.outline.PutSection(change.section());
        return absl::OkStatus();
      case Change::kPath:
        paths_[change.path().path()] = change.path();
        return absl::OkStatus();
      case Change::kErasure:
        return ApplyErasure(change.erasure().resource());
      case Change::kSectionRemoval:
        sections_[change.section_removal().section()] = std::nullopt;
        applied_.outline.RemoveSection(change.section_removal().section());
        return absl::OkStatus();
      case Change::KIND_NOT_SET:
        break;
    }
    return absl::UnimplementedError(
        "content-service told a kind of change that this renderer does not know; run a renderer of its "
        "release");
  }

  absl::StatusOr<AppliedChanges> Finish() {
    for (auto& [name, working] : statements_) FinishStatement(name, working);
    for (const auto& [name, section] : sections_) {
      section.has_value() ? applied_.batch.sections.push_back(*section)
                          : applied_.batch.remove_sections.push_back(name);
    }
    for (const auto& [address, path] : paths_) {
      applied_.batch.paths.push_back(path);
      applied_.delta.paths.push_back(path);
    }
    RETURN_IF_ERROR(FindRefiled());
    return std::move(applied_);
  }

 private:
  absl::StatusOr<Working*> Load(const std::string& name) {
    const auto [entry, is_new] = statements_.try_emplace(name);
    Working& working = entry->second;
    if (is_new) {
      ASSIGN_OR_RETURN(working.before, state_.ReadStatement(name));
      working.is_public = working.before.has_value();
      if (working.is_public) working.now = *working.before;
    }
    return &working;
  }

  absl::Status ApplyStatement(const Statement& statement) {
    if (!IsShown(statement)) return ApplyRemoval(statement.name());
    ASSIGN_OR_RETURN(Working * working, Load(statement.name()));
    const Edition& live = working->now.statement.live();
    // The stream tells a new edition as the live one; the one before it becomes an earlier one.
    if (working->is_public && live.number() < statement.live().number()) {
      working->changed_parts.insert(live.name());
      PutByName(live, working->now.earlier_editions);
    }
    working->now.statement = statement;
    working->is_public = true;
    return absl::OkStatus();
  }

  absl::Status ApplyRemoval(const std::string& name) {
    ASSIGN_OR_RETURN(Working * working, Load(name));
    working->now = {};
    working->is_public = false;
    working->replaced = true;
    return absl::OkStatus();
  }

  template <typename Put>
  absl::Status ApplyPart(const std::string& name, const Put& put) {
    ASSIGN_OR_RETURN(Working * working, Load(StatementOf(name)));
    working->changed_parts.insert(name);
    put(working->now);
    return absl::OkStatus();
  }

  // What is erased within a text comes besides as a change of its statement.
  absl::Status ApplyErasure(const std::string& resource) {
    const std::string statement = StatementOf(resource);
    if (resource == statement) return absl::OkStatus();
    ASSIGN_OR_RETURN(Working * working, Load(statement));
    if (RemoveByName(resource, working->now.signatories) ||
        RemoveByName(resource, working->now.earlier_editions)) {
      working->replaced = true;
    }
    return absl::OkStatus();
  }

  void FinishStatement(const std::string& name, Working& working) {
    StateBatch& batch = applied_.batch;
    if (working.before.has_value()) applied_.outline.Remove(MakeIndexEntry(working.before->statement));
    if (working.before.has_value() && working.replaced) batch.remove_statements.push_back(name);
    std::sort(working.now.earlier_editions.begin(), working.now.earlier_editions.end(),
              [](const Edition& a, const Edition& b) { return a.number() < b.number(); });
    if (working.is_public) {
      applied_.outline.Add(MakeIndexEntry(working.now.statement));
      batch.statements.push_back(working.now.statement);
      AddParts(working, batch);
    }
    applied_.delta.statements.push_back(
        {.before = std::move(working.before),
         .after = working.is_public ? std::optional(std::move(working.now)) : std::nullopt});
  }

  static void AddParts(const Working& working, StateBatch& batch) {
    const auto is_written = [&](const std::string& name) {
      return working.replaced || working.changed_parts.contains(name);
    };
    for (const Edition& edition : working.now.earlier_editions) {
      if (is_written(edition.name())) batch.editions.push_back(edition);
    }
    for (const Signatory& signatory : working.now.signatories) {
      if (is_written(signatory.name())) batch.signatories.push_back(signatory);
    }
  }

  // A section that was known before and changed touches all that is filed in it or below it.
  absl::Status FindRefiled() {
    for (const auto& [name, section] : sections_) {
      const Section* before = outline_before_.FindSection(name);
      const bool is_same = before == nullptr || (section.has_value() && IsSameSection(*before, *section));
      if (!is_same) RETURN_IF_ERROR(AddFiledBelow(name));
    }
    return absl::OkStatus();
  }

  absl::Status AddFiledBelow(const std::string& section) {
    for (const std::string& language : outline_before_.Languages()) {
      ASSIGN_OR_RETURN(const std::vector<IndexEntry> entries,
                       state_.Newest(language, section, std::numeric_limits<size_t>::max()));
      for (const IndexEntry& entry : entries) {
        const auto touched = statements_.find(entry.statement);
        const bool is_gone = touched != statements_.end() && !touched->second.is_public;
        if (!is_gone) applied_.delta.refiled.push_back(entry.statement);
      }
    }
    for (const Section& below : outline_before_.SectionsBelow(section)) {
      RETURN_IF_ERROR(AddFiledBelow(below.name()));
    }
    return absl::OkStatus();
  }

  const LocalState& state_;
  const SiteOutline& outline_before_;
  AppliedChanges applied_;
  std::map<std::string, Working> statements_;
  // Nothing for one that is deleted.
  std::map<std::string, std::optional<Section>> sections_;
  std::map<std::string, content::v1::PathChange> paths_;
};

}  // namespace

absl::StatusOr<AppliedChanges> ApplyChanges(const std::vector<Change>& changes, const LocalState& state,
                                            const SiteOutline& outline) {
  Applier applier(state, outline);
  for (const Change& change : changes) RETURN_IF_ERROR(applier.Apply(change));
  return applier.Finish();
}

}  // namespace communique::render
