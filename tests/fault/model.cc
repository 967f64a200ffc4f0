#include "tests/fault/model.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace communique::testing {
namespace {

using absl::StatusCode;
using Verdict = Model::Verdict;
using namespace content::v1;  // NOLINT: the words of the API

const Verdict kDone = {};
const Verdict kBadField = {StatusCode::kInvalidArgument, "BAD_FIELD"};
Verdict NotFound(const std::string& reason) { return {StatusCode::kNotFound, reason}; }
Verdict Wrong(const std::string& reason) { return {StatusCode::kFailedPrecondition, reason}; }
Verdict Taken(const std::string& reason) { return {StatusCode::kAlreadyExists, reason}; }

// "a" of "statements/a" and of "sections/a".
std::string IdOfName(const std::string& name) { return name.substr(name.find('/') + 1); }

Model::Text TextOf(const Content& content) {
  Model::Text text{content.title(), content.slug(), content.section(), content.change_note().text(), {}};
  for (const Attachment& attachment : content.attachments()) text.files.push_back(attachment.blob());
  text.open = content.signature_call().open();
  text.block = content.blocks().empty() ? 0 : 1;
  return text;
}

}  // namespace

#define RETURN_IF_REFUSED(expression) \
  if (const Verdict refused = (expression); !refused.ok()) return refused

void Model::Learn(const std::string& resource, const std::string& etag) {
  int version = 0;
  if (absl::StrContains(resource, "/signatories/")) {
    const size_t end = resource.find('/', 11);
    int64_t number = 0;
    (void)absl::SimpleAtoi(resource.substr(resource.rfind('/') + 1), &number);
    version = statements[resource.substr(11, end - 11)].rows[static_cast<size_t>(number - 1)].version;
  } else if (absl::StartsWith(resource, "sections/")) {
    version = sections[IdOfName(resource)].version;
  } else {
    version = statements[IdOfName(resource)].version;
  }
  etags_[resource][etag] = version;
}

Verdict Model::CheckEtag(const std::string& resource, const std::string& etag, int version) const {
  if (transacting_ && changed_.contains(resource)) return etag.empty() ? kDone : kBadField;
  const auto known = etags_.find(resource);
  if (known == etags_.end() || !known->second.contains(etag)) return kBadField;
  if (known->second.at(etag) != version) return {StatusCode::kAborted, "ETAG_MISMATCH"};
  return kDone;
}

Verdict Model::Find(const std::string& name, const std::string& etag, std::string& id) const {
  id = IdOfName(name);
  const auto found = statements.find(id);
  if (found == statements.end()) return NotFound("NO_SUCH_STATEMENT");
  return CheckEtag(name, etag, found->second.version);
}

void Model::Touch(const std::string& id) {
  if (transacting_ && !changed_.insert("statements/" + id).second) return;
  ++statements[id].version;
}

std::string Model::PathOf(const Statement& statement, const Text& text) const {
  return absl::StrCat("/", statement.language, "/", IdOfName(text.section), "/", text.slug, "/");
}

Verdict Model::CheckText(const Text& text) const {
  if (text.title.empty() || text.slug.empty() || text.section.empty()) return kBadField;
  if (!sections.contains(IdOfName(text.section))) return kBadField;
  for (const std::string& file : text.files) {
    if (!files_.contains(file)) return kBadField;
  }
  return kDone;
}

// A draft reserves its address; one of a removed statement can be had on purpose.
Verdict Model::CheckPath(const std::string& id, const std::string& path, bool take_over) const {
  for (const auto& [other, statement] : statements) {
    if (other == id || statement.draft == 0) continue;
    if (PathOf(statement, statement.revisions.at(statement.draft)) == path) return Taken("PATH_TAKEN");
  }
  const auto address = addresses.find(path);
  if (address == addresses.end() || address->second.owner == id) return kDone;
  const bool is_removed = statements.at(address->second.owner).public_state == PUBLIC_STATE_REMOVED;
  return is_removed && take_over ? kDone : Taken("PATH_TAKEN");
}

Verdict Model::Do(const CreateStatementRequest& request) {
  const std::string& id = request.statement_id();
  const content::v1::Statement& given = request.statement();
  const Text text = TextOf(given.draft().content());
  if (text.title.empty() || text.section.empty()) return kBadField;
  if (statements.contains(id)) return Taken("ID_TAKEN");
  for (const auto& [other, statement] : statements) {
    if (statement.group == given.group() && statement.language == given.language()) {
      return Taken("LANGUAGE_TAKEN");
    }
  }
  RETURN_IF_REFUSED(CheckText(text));
  Statement statement;
  statement.group = given.group();
  statement.language = given.language();
  RETURN_IF_REFUSED(CheckPath(id, PathOf(statement, text), request.take_over_gone_path()));
  statement.revisions[1] = text;
  statement.draft = 1;
  statements[id] = std::move(statement);
  filed_.insert(IdOfName(text.section));
  Touch(id);
  return kDone;
}

Verdict Model::Do(const UpdateStatementRequest& request) {
  std::string id;
  RETURN_IF_REFUSED(Find(request.name(), request.etag(), id));
  Statement& statement = statements[id];
  if (statement.schedule != 0) return Wrong("SCHEDULED");
  const bool has_draft = statement.draft != 0;
  Text base;
  if (has_draft) {
    base = statement.revisions[statement.draft];
  } else if (!statement.editions.empty()) {
    base = statement.revisions[statement.editions.back().revision];
    base.note.clear();
  }
  const std::string before = has_draft ? PathOf(statement, base) : "";
  const Text given = TextOf(request.content());
  Text text = base;
  text.erased = false;
  for (const std::string& field : request.update_mask().paths()) {
    if (field == "title") text.title = given.title;
    if (field == "slug" && !given.slug.empty()) text.slug = given.slug;
    if (field == "section") text.section = given.section;
    if (field == "attachments") text.files = given.files;
    if (field == "change_note") text.note = given.note;
    if (field == "signature_call") text.open = given.open;
    if (field == "blocks") text.block = given.block;
  }
  RETURN_IF_REFUSED(CheckText(text));
  if (const std::string path = PathOf(statement, text); path != before) {
    RETURN_IF_REFUSED(CheckPath(id, path, request.take_over_gone_path()));
  }
  statement.draft = statement.revisions.rbegin()->first + 1;
  statement.revisions[statement.draft] = text;
  filed_.insert(IdOfName(text.section));
  Touch(id);
  return kDone;
}

Verdict Model::Do(const PublishStatementRequest& request) {
  std::vector<StatementVersion> all(1);
  all[0].set_name(request.name());
  all[0].set_etag(request.etag());
  all.insert(all.end(), request.together_with().begin(), request.together_with().end());
  std::set<std::string> ids;
  for (const StatementVersion& seen : all) {
    if (!ids.insert(seen.name()).second) return kBadField;
  }
  std::vector<std::string> order;
  for (const StatementVersion& seen : all) {
    std::string& id = order.emplace_back();
    RETURN_IF_REFUSED(Find(seen.name(), seen.etag(), id));
    const Statement& statement = statements[id];
    if (statement.schedule != 0) return Wrong("SCHEDULED");
    if (statement.draft == 0) return Wrong("NO_DRAFT");
    const bool needs_note = !statement.editions.empty();
    if (needs_note && statement.revisions.at(statement.draft).note.empty()) {
      return Wrong("CHANGE_NOTE_REQUIRED");
    }
  }
  if (!request.has_publish_time()) {
    for (const std::string& id : order) PublishOne(id);
    return kDone;
  }
  if (request.publish_time().seconds() <= absl::ToUnixSeconds(absl::Now())) return kBadField;
  ++schedules_;
  for (const std::string& id : order) {
    statements[id].schedule = schedules_;
    Touch(id);
  }
  return kDone;
}

void Model::PublishOne(const std::string& id) {
  Statement& statement = statements[id];
  const Text& text = statement.revisions[statement.draft];
  PublishSections(IdOfName(text.section));
  statement.editions.push_back({statement.draft, PathOf(statement, text)});
  statement.draft = 0;
  statement.public_state = PUBLIC_STATE_LIVE;
  statement.reason = statement.redirect_uri = statement.redirect_statement = "";
  const std::string path = statement.editions.back().path;
  addresses[path] = {id, "page statements/" + id};
  Settle(id, path, "to " + path);
  Touch(id);
}

void Model::PublishSections(std::string section) {
  for (; !section.empty() && !sections[section].is_public; section = IdOfName(sections[section].parent)) {
    sections[section].is_public = true;
    if (sections[section].parent.empty()) return;
  }
}

// All other addresses of a statement, and of those that lead to it, answer `target`.
void Model::Settle(const std::string& id, const std::string& page, const std::string& target) {
  std::set<std::string> ids = LeadingTo(id);
  ids.insert(id);
  for (const std::string& of : ids) {
    for (const Edition& edition : statements[of].editions) {
      if (of == id && edition.path == page) continue;
      Address& address = addresses[edition.path];
      if (address.owner == of) address.target = target;
    }
  }
}

std::set<std::string> Model::LeadingTo(const std::string& id) const {
  std::set<std::string> ids;
  for (const auto& [other, statement] : statements) {
    if (statement.redirect_statement != "statements/" + id) continue;
    ids.insert(other);
    ids.merge(LeadingTo(other));
  }
  return ids;
}

std::string Model::TargetOf(const std::string& id) const {
  const Statement& statement = statements.at(id);
  if (statement.is_public()) return "to " + statement.editions.back().path;
  if (!statement.redirect_statement.empty()) return TargetOf(IdOfName(statement.redirect_statement));
  return statement.redirect_uri.empty() ? "gone " + statement.reason : "to " + statement.redirect_uri;
}

void Model::EndSchedule(int schedule, const std::string& except) {
  for (auto& [id, statement] : statements) {
    if (statement.schedule != schedule) continue;
    statement.schedule = 0;
    if (id != except) Touch(id);
  }
}

Verdict Model::Do(const CancelScheduleRequest& request) {
  std::string id;
  RETURN_IF_REFUSED(Find(request.name(), request.etag(), id));
  if (statements[id].schedule == 0) return Wrong("NOT_SCHEDULED");
  EndSchedule(statements[id].schedule, "");
  return kDone;
}

Verdict Model::Do(const DiscardDraftRequest& request) {
  std::string id;
  RETURN_IF_REFUSED(Find(request.name(), request.etag(), id));
  if (statements[id].schedule != 0) return Wrong("SCHEDULED");
  if (statements[id].draft == 0) return Wrong("NO_DRAFT");
  statements[id].draft = 0;
  Touch(id);
  return kDone;
}

Verdict Model::TakeDown(const std::string& name, const std::string& etag, bool remove, std::string& id) {
  RETURN_IF_REFUSED(Find(name, etag, id));
  const Statement& statement = statements[id];
  if (statement.public_state == PUBLIC_STATE_NEVER) return Wrong("NOT_PUBLIC");
  if (!remove && statement.public_state == PUBLIC_STATE_REMOVED) return Wrong("REMOVED");
  return kDone;
}

Verdict Model::Do(const WithdrawStatementRequest& request) {
  if (request.reason().empty()) return kBadField;
  std::string id;
  RETURN_IF_REFUSED(TakeDown(request.name(), request.etag(), false, id));
  Statement& statement = statements[id];
  if (statement.schedule != 0) EndSchedule(statement.schedule, id);
  statement.public_state = PUBLIC_STATE_WITHDRAWN;
  statement.reason = request.reason();
  Touch(id);
  return kDone;
}

Verdict Model::Do(const RestoreStatementRequest& request) {
  std::string id;
  RETURN_IF_REFUSED(Find(request.name(), request.etag(), id));
  Statement& statement = statements[id];
  const bool was_removed = statement.public_state == PUBLIC_STATE_REMOVED;
  if (!was_removed && statement.public_state != PUBLIC_STATE_WITHDRAWN) return Wrong("NOT_TAKEN_DOWN");
  const Edition& last = statement.editions.back();
  if (statement.revisions[last.revision].erased) return Wrong("LAST_EDITION_ERASED");
  if (was_removed) {
    if (addresses[last.path].owner != id) return Taken("PATH_TAKEN");
    RETURN_IF_REFUSED(CheckPath(id, last.path, false));
  }
  statement.public_state = PUBLIC_STATE_LIVE;
  statement.reason = statement.redirect_uri = statement.redirect_statement = "";
  if (was_removed) {
    addresses[last.path].target = "page statements/" + id;
    Settle(id, last.path, "to " + last.path);
  }
  Touch(id);
  return kDone;
}

Verdict Model::Do(const RemoveStatementRequest& request) {
  const bool leads_on = !request.redirect_statement().empty() || !request.redirect_uri().empty();
  if (!leads_on && request.gone().empty()) return kBadField;
  if (!request.redirect_uri().empty() && !absl::StartsWith(request.redirect_uri(), "https://")) {
    return kBadField;
  }
  std::string id;
  RETURN_IF_REFUSED(TakeDown(request.name(), request.etag(), true, id));
  if (!request.redirect_statement().empty()) {
    const auto target = statements.find(IdOfName(request.redirect_statement()));
    if (target == statements.end() || target->first == id || !target->second.is_public()) return kBadField;
  }
  Statement& statement = statements[id];
  if (statement.schedule != 0) EndSchedule(statement.schedule, id);
  statement.public_state = PUBLIC_STATE_REMOVED;
  statement.reason = request.gone();
  statement.redirect_uri = request.redirect_uri();
  statement.redirect_statement = request.redirect_statement();
  Settle(id, "", TargetOf(id));
  Touch(id);
  return kDone;
}

Verdict Model::Do(const AddSignatoriesRequest& request) {
  if (request.signatories().empty()) return kBadField;
  const auto found = statements.find(IdOfName(request.parent()));
  if (found == statements.end()) return NotFound("NO_SUCH_STATEMENT");
  Statement& statement = found->second;
  const bool is_open = statement.public_state == PUBLIC_STATE_NEVER ||
                       (statement.public_state == PUBLIC_STATE_LIVE &&
                        statement.revisions[statement.editions.back().revision].open);
  if (!is_open && !request.although_closed()) return Wrong("SIGNING_CLOSED");
  for (const Signatory& row : request.signatories()) statement.rows.push_back({row.organisation().name()});
  return kDone;
}

Verdict Model::FindRow(const std::string& name, const std::string& etag, Statement*& statement, Row*& row) {
  const size_t end = name.find('/', 11);
  const auto found = statements.find(name.substr(11, end - 11));
  if (found == statements.end()) return NotFound("NO_SUCH_STATEMENT");
  statement = &found->second;
  size_t number = 0;
  (void)absl::SimpleAtoi(name.substr(name.rfind('/') + 1), &number);
  if (number < 1 || number > statement->rows.size()) return NotFound("NO_SUCH_SIGNATORY");
  row = &statement->rows[number - 1];
  RETURN_IF_REFUSED(CheckEtag(name, etag, row->version));
  return row->erased ? Wrong("SIGNATORY_ERASED") : kDone;
}

Verdict Model::Do(const WithdrawSignatoryRequest& request) {
  Statement* statement = nullptr;
  Row* row = nullptr;
  RETURN_IF_REFUSED(FindRow(request.name(), request.etag(), statement, row));
  if (row->status == SIGNATORY_STATUS_WITHDRAWN) return Wrong("SIGNATORY_WITHDRAWN");
  row->status = SIGNATORY_STATUS_WITHDRAWN;
  ++row->version;
  return kDone;
}

Verdict Model::Do(const CorrectSignatoryRequest& request) {
  Statement* statement = nullptr;
  Row* row = nullptr;
  RETURN_IF_REFUSED(FindRow(request.signatory().name(), request.signatory().etag(), statement, row));
  const std::string& party = request.signatory().organisation().name();
  if (row->status != SIGNATORY_STATUS_WITHDRAWN && row->party == party) return Wrong("NOTHING_TO_CORRECT");
  row->party = party;
  row->status = SIGNATORY_STATUS_CORRECTED;
  ++row->version;
  return kDone;
}

Verdict Model::Do(const EraseRequest& request) {
  std::string id;
  RETURN_IF_REFUSED(Find(request.name(), request.etag(), id));
  Statement& statement = statements[id];
  int64_t number = 0;
  if (!request.signatory().empty()) {
    (void)absl::SimpleAtoi(request.signatory().substr(request.signatory().rfind('/') + 1), &number);
    if (number > static_cast<int64_t>(statement.rows.size())) return NotFound("NO_SUCH_SIGNATORY");
    Row& row = statement.rows[static_cast<size_t>(number - 1)];
    if (row.erased) return NotFound("ALREADY_ERASED");
    row.erased = true;
    row.party.clear();
  } else if (!request.revision().empty()) {
    (void)absl::SimpleAtoi(request.revision().substr(request.revision().rfind('/') + 1), &number);
    if (!statement.revisions.contains(number)) return NotFound("NO_SUCH_REVISION");
    const bool is_edition = std::any_of(statement.editions.begin(), statement.editions.end(),
                                        [&](const Edition& edition) { return edition.revision == number; });
    const bool is_read = statement.is_public() && statement.editions.back().revision == number;
    if (statement.draft == number || is_read) return Wrong("REVISION_IN_USE");
    Text& text = statement.revisions[number];
    if (text.erased) return NotFound("ALREADY_ERASED");
    Text left;
    left.section = text.section;
    if (is_edition) left.slug = text.slug;
    left.erased = true;
    text = left;
  } else {
    bool was_there = false;
    bool found = false;
    for (const auto& [revision, text] : statement.revisions) {
      was_there = was_there || text.block != 0;
      found = found || text.block == 1;
      if (text.block == 1 && statement.schedule != 0 && revision == statement.draft)
        return Wrong("SCHEDULED");
    }
    if (!was_there) return NotFound("NO_SUCH_BLOCK");
    if (!found) return NotFound("ALREADY_ERASED");
    for (auto& [revision, text] : statement.revisions) text.block = text.block == 0 ? 0 : 2;
  }
  Touch(id);
  return kDone;
}

Verdict Model::Do(const TransactRequest& request) {
  Model after = *this;
  after.transacting_ = true;
  after.changed_.clear();
  for (const Operation& operation : request.operations()) {
    Verdict verdict;
    switch (operation.kind_case()) {
      case Operation::kCreate:
        verdict = after.Do(operation.create());
        break;
      case Operation::kUpdate:
        verdict = after.Do(operation.update());
        break;
      case Operation::kPublish:
        verdict = after.Do(operation.publish());
        break;
      case Operation::kWithdraw:
        verdict = after.Do(operation.withdraw());
        break;
      case Operation::kRestore:
        verdict = after.Do(operation.restore());
        break;
      case Operation::kRemove:
        verdict = after.Do(operation.remove());
        break;
      default:
        verdict = after.Do(operation.add_signatories());
    }
    if (!verdict.ok()) return verdict;
  }
  after.transacting_ = false;
  *this = std::move(after);
  return kDone;
}

Verdict Model::Do(const RecordViewsRequest& request) {
  for (const ViewCount& count : request.counts()) {
    if (count.count() < 1) return kBadField;
  }
  for (const ViewCount& count : request.counts()) {
    if (!statements.contains(IdOfName(count.statement()))) return NotFound("NO_SUCH_STATEMENT");
  }
  for (const ViewCount& count : request.counts()) {
    statements[IdOfName(count.statement())].views += count.count();
  }
  return kDone;
}

Verdict Model::PlaceSection(const std::string& id, const std::string& parent) {
  for (std::string above = parent; !above.empty(); above = IdOfName(sections[above].parent)) {
    if (!sections.contains(above) || above == id) return kBadField;
    if (sections[above].parent.empty()) break;
  }
  return kDone;
}

Verdict Model::Do(const CreateSectionRequest& request) {
  if (request.section().titles().empty()) return kBadField;
  const std::string& id = request.section_id();
  if (sections.contains(id)) return Taken("ID_TAKEN");
  const std::string& parent = request.section().parent();
  if (!parent.empty()) RETURN_IF_REFUSED(PlaceSection(id, IdOfName(parent)));
  sections[id] = {parent, request.section().titles().at("en"), ++section_versions_[id]};
  return kDone;
}

Verdict Model::Do(const UpdateSectionRequest& request) {
  const std::string id = IdOfName(request.section().name());
  const auto found = sections.find(id);
  if (found == sections.end()) return NotFound("NO_SUCH_SECTION");
  RETURN_IF_REFUSED(CheckEtag(request.section().name(), request.section().etag(), found->second.version));
  const std::string& parent = request.section().parent();
  if (!parent.empty()) RETURN_IF_REFUSED(PlaceSection(id, IdOfName(parent)));
  Section& section = sections[id];
  section.parent = parent;
  section.title = request.section().titles().at("en");
  section.version = ++section_versions_[id];
  if (section.is_public && !parent.empty()) PublishSections(IdOfName(parent));
  return kDone;
}

Verdict Model::Do(const DeleteSectionRequest& request) {
  const std::string id = IdOfName(request.name());
  const auto found = sections.find(id);
  if (found == sections.end()) return NotFound("NO_SUCH_SECTION");
  RETURN_IF_REFUSED(CheckEtag(request.name(), request.etag(), found->second.version));
  const bool has_below = std::any_of(sections.begin(), sections.end(), [&](const auto& entry) {
    return entry.second.parent == request.name();
  });
  if (has_below || filed_.contains(id)) return Wrong("SECTION_NOT_EMPTY");
  sections.erase(found);
  return kDone;
}

bool Model::IsFilePublic(const std::string& blob) const {
  for (const auto& [id, statement] : statements) {
    if (!statement.is_public()) continue;
    const auto& files = statement.revisions.at(statement.editions.back().revision).files;
    if (std::find(files.begin(), files.end(), blob) != files.end()) return true;
  }
  return false;
}

#undef RETURN_IF_REFUSED

}  // namespace communique::testing
