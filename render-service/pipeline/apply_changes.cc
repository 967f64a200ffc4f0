#include "render-service/pipeline/apply_changes.h"

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "render-service/pipeline/statement_edit.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

using content::v1::Change;
using content::v1::Section;
using content::v1::Statement;

// "statements/a/signatories/7" -> "statements/a".
std::string StatementOf(const std::string& name) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name, absl::MaxSplits('/', 2));
  return segments.size() < 2 ? name : absl::StrCat(segments[0], "/", segments[1]);
}

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
        return ApplyPart(change.edition());
      case Change::kSignatory:
        return ApplyPart(change.signatory());
      case Change::kSection:
        sections_[change.section().name()] = change.section();
        applied_.outline.PutSection(change.section());
        return absl::OkStatus();
      case Change::kPath:
        paths_[change.path().path()] = change.path();
        return absl::OkStatus();
      case Change::kErasure:
        return ApplyErasure(change.erasure());
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
    for (auto& [name, edit] : statements_) FinishStatement(name, edit);
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
  absl::StatusOr<StatementEdit*> Load(const std::string& name) {
    auto entry = statements_.find(name);
    if (entry == statements_.end()) {
      ASSIGN_OR_RETURN(std::optional<PublicStatement> before, state_.ReadStatement(name));
      entry = statements_.try_emplace(name, name, std::move(before)).first;
    }
    return &entry->second;
  }

  absl::Status ApplyStatement(const Statement& statement) {
    if (!IsShown(statement)) return ApplyRemoval(statement.name());
    ASSIGN_OR_RETURN(StatementEdit * edit, Load(statement.name()));
    edit->Put(statement);
    return absl::OkStatus();
  }

  absl::Status ApplyRemoval(const std::string& name) {
    ASSIGN_OR_RETURN(StatementEdit * edit, Load(name));
    // Nobody is told of an erasure in what is not public: it goes now.
    applied_.batch.scrub = applied_.batch.scrub || edit->is_public();
    edit->Remove();
    return absl::OkStatus();
  }

  template <typename Part>
  absl::Status ApplyPart(const Part& part) {
    ASSIGN_OR_RETURN(StatementEdit * edit, Load(StatementOf(part.name())));
    edit->Put(part);
    return absl::OkStatus();
  }

  absl::Status ApplyErasure(const content::v1::Erasure& erasure) {
    ASSIGN_OR_RETURN(StatementEdit * edit, Load(StatementOf(erasure.resource())));
    edit->Erase(erasure);
    applied_.batch.scrub = true;
    return absl::OkStatus();
  }

  void FinishStatement(const std::string& name, StatementEdit& edit) {
    const bool is_taken_down = edit.is_taken_down();
    if (is_taken_down) applied_.taken_down.insert(name);
    StatementDelta delta = edit.Finish(applied_.batch);
    if (is_taken_down && delta.before.has_value()) {
      for (const content::v1::Translation& other : delta.before->statement.translations()) {
        applied_.siblings.insert(other.statement());
      }
    }
    if (delta.before.has_value()) applied_.outline.Remove(MakeIndexEntry(delta.before->statement));
    if (delta.after.has_value()) applied_.outline.Add(MakeIndexEntry(delta.after->statement));
    applied_.delta.statements.push_back(std::move(delta));
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
        const bool is_gone = touched != statements_.end() && !touched->second.is_public();
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
  std::map<std::string, StatementEdit> statements_;
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
