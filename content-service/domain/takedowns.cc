#include "content-service/domain/takedowns.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace communique::content {
namespace {

using stored::v1::JournalLine;
using stored::v1::Takedown;

class Noted {
 public:
  explicit Noted(const stored::v1::Record& record) : record_(record) {}

  // The reference holds until the next call.
  Takedown& Add(stored::v1::TakedownKind kind, const std::string& statement) {
    Takedown& takedown = takedowns_.emplace_back();
    takedown.set_kind(kind);
    takedown.set_sequence(record_.sequence());
    *takedown.mutable_time() = record_.commit_time();
    takedown.set_statement(statement);
    return takedown;
  }
  Takedowns Take() { return std::move(takedowns_); }

 private:
  const stored::v1::Record& record_;
  Takedowns takedowns_;
};

bool IsDown(v1::PublicState state) {
  return state == v1::PUBLIC_STATE_WITHDRAWN || state == v1::PUBLIC_STATE_REMOVED;
}

void NoteStates(const stored::v1::StatementEffect& effect, Noted& noted) {
  const bool is_takedown = effect.public_before() != effect.public_after() ||
                           effect.reason() == v1::CHANGE_REASON_WITHDRAWN ||
                           effect.reason() == v1::CHANGE_REASON_REMOVED;
  if (IsDown(effect.public_after())) {
    if (!is_takedown) return;
    noted.Add(effect.public_after() == v1::PUBLIC_STATE_WITHDRAWN ? stored::v1::TAKEDOWN_KIND_WITHDRAWN
                                                                  : stored::v1::TAKEDOWN_KIND_REMOVED,
              effect.statement());
  } else if (IsDown(effect.public_before())) {
    noted.Add(
        effect.edition() == 0 ? stored::v1::TAKEDOWN_KIND_RESTORED : stored::v1::TAKEDOWN_KIND_REPUBLISHED,
        effect.statement());
  }
}

// A schedule that was given back, and one that was given back and made anew in the same commit: a store that
// was restored would carry out the one that is no more.
void NoteSchedule(const stored::v1::Record& record, const stored::v1::StatementEffect& effect, Noted& noted) {
  if (effect.draft_before() != v1::DRAFT_STATE_SCHEDULED ||
      record.command() == stored::v1::COMMAND_KIND_CARRY_OUT_SCHEDULE) {
    return;
  }
  const bool is_another = effect.reason() == v1::CHANGE_REASON_SCHEDULED || effect.revision() != 0;
  if (effect.draft_after() == v1::DRAFT_STATE_SCHEDULED && !is_another) return;
  noted.Add(stored::v1::TAKEDOWN_KIND_SCHEDULE_ENDED, effect.statement());
}

void NoteErasure(const stored::v1::ErasureEffect& effect, Noted& noted) {
  if (effect.signatory() != 0) {
    noted.Add(stored::v1::TAKEDOWN_KIND_SIGNATORY_ERASED, effect.statement())
        .set_signatory(effect.signatory());
  } else if (effect.revision() != 0) {
    noted.Add(stored::v1::TAKEDOWN_KIND_REVISION_ERASED, effect.statement()).set_revision(effect.revision());
  } else {
    noted.Add(stored::v1::TAKEDOWN_KIND_BLOCK_ERASED, effect.statement())
        .set_block_anchor(effect.block_anchor());
  }
}

// What editors are told: every takedown is among it.
void NoteEffects(const stored::v1::Record& record, Noted& noted) {
  for (const stored::v1::Effect& effect : record.effects()) {
    if (!effect.in_editorial()) continue;
    if (effect.has_statement()) {
      NoteStates(effect.statement(), noted);
      NoteSchedule(record, effect.statement(), noted);
    } else if (effect.has_erasure()) {
      NoteErasure(effect.erasure(), noted);
    } else if (effect.has_signatories() && record.command() == stored::v1::COMMAND_KIND_WITHDRAW_SIGNATORY) {
      noted.Add(stored::v1::TAKEDOWN_KIND_SIGNATORY_WITHDRAWN, effect.signatories().statement())
          .set_signatory(effect.signatories().first_number());
    }
  }
}

// How the takedowns of one statement end.
struct Ending {
  // Of the text that is public, or was last.
  const Takedown* last = nullptr;
  // Of an older text.
  const Takedown* older = nullptr;
};

std::map<std::string, Ending> EndingsOf(const Takedowns& takedowns) {
  std::map<std::string, Ending> endings;
  for (const Takedown& takedown : takedowns) {
    Ending& ending = endings[takedown.statement()];
    switch (takedown.kind()) {
      case stored::v1::TAKEDOWN_KIND_WITHDRAWN:
      case stored::v1::TAKEDOWN_KIND_REMOVED:
        ending.last = &takedown;
        break;
      case stored::v1::TAKEDOWN_KIND_RESTORED:
        ending.last = nullptr;
        break;
      case stored::v1::TAKEDOWN_KIND_REPUBLISHED:
        if (ending.last != nullptr) ending.older = ending.last;
        ending.last = nullptr;
        break;
      default:
        break;
    }
  }
  return endings;
}

// The one to be done again, if any: of the text that is public or was last, unless an older text that comes
// back was removed.
const Takedown* StandingOf(const Ending& ending) {
  if (ending.older == nullptr) return ending.last;
  const bool is_weaker =
      ending.last == nullptr || (ending.last->kind() == stored::v1::TAKEDOWN_KIND_WITHDRAWN &&
                                 ending.older->kind() == stored::v1::TAKEDOWN_KIND_REMOVED);
  return is_weaker ? ending.older : ending.last;
}

bool IsOfState(const Takedown& takedown) {
  return takedown.kind() >= stored::v1::TAKEDOWN_KIND_WITHDRAWN &&
         takedown.kind() <= stored::v1::TAKEDOWN_KIND_REPUBLISHED;
}

}  // namespace

Takedowns TakedownsOf(const stored::v1::Record& record) {
  Noted noted(record);
  NoteEffects(record, noted);
  return noted.Take();
}

Takedowns TakedownsOf(const stored::v1::Record& record, const RowChanges& rows) {
  Noted noted(record);
  NoteEffects(record, noted);
  for (const auto& [file_and_statement, is_public] : rows.public_blobs) {
    const auto& [file, statement] = file_and_statement;
    const auto row = rows.statements.find(statement);
    const bool text_stays = row != rows.statements.end() && !IsDown(row->second.public_state());
    if (is_public || !text_stays) continue;
    noted.Add(stored::v1::TAKEDOWN_KIND_FILE_REPLACED, statement).set_file(file);
  }
  return noted.Take();
}

std::vector<JournalLine> WithoutVoid(std::vector<JournalLine> lines) {
  std::map<std::string, uint64_t> heads;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    // The lowest head that a later line of the epoch has.
    const auto [head, is_last] = heads.emplace(line->epoch(), line->head());
    if (!is_last) {
      auto& takedowns = *line->mutable_takedowns();
      for (int i = takedowns.size() - 1; i >= 0; --i) {
        if (takedowns[i].sequence() > head->second) takedowns.DeleteSubrange(i, 1);
      }
    }
    head->second = std::min(head->second, line->head());
  }
  return lines;
}

Takedowns TakedownsSince(const std::vector<JournalLine>& lines, const Position& position) {
  Takedowns since;
  for (const JournalLine& line : lines) {
    const bool is_same = line.epoch() == position.epoch;
    // All that came before this history began is in it: it was there, or was done again when it began.
    if (is_same && !line.restored_from().empty()) since.clear();
    for (const Takedown& takedown : line.takedowns()) {
      if (!is_same || takedown.sequence() > position.sequence) since.push_back(takedown);
    }
  }
  return since;
}

Takedowns StillDown(const Takedowns& takedowns) {
  const std::map<std::string, Ending> endings = EndingsOf(takedowns);
  Takedowns still;
  for (const Takedown& takedown : takedowns) {
    const Takedown* const standing = StandingOf(endings.at(takedown.statement()));
    if (!IsOfState(takedown) || &takedown == standing) still.push_back(takedown);
  }
  return still;
}

}  // namespace communique::content
