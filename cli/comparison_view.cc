#include "cli/comparison_view.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "statement/party_key.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

using WordRuns = google::protobuf::RepeatedPtrField<v1::WordRun>;

constexpr size_t kIndent = 4;

// Stand for the beginning and end of a run until lines are broken: no text has these characters, and they
// take no room.
constexpr char kRemoved = '\x01';
constexpr char kAdded = '\x02';
constexpr char kEnd = '\x03';

std::string MarkedText(const WordRuns& runs, bool colour) {
  std::string text;
  for (const v1::WordRun& run : runs) {
    if (run.kind() == v1::DIFFERENCE_KIND_REMOVED) {
      absl::StrAppend(&text, colour ? std::string(1, kRemoved) : "[-", run.text(),
                      colour ? std::string(1, kEnd) : "-]");
    } else if (run.kind() == v1::DIFFERENCE_KIND_ADDED) {
      absl::StrAppend(&text, colour ? std::string(1, kAdded) : "{+", run.text(),
                      colour ? std::string(1, kEnd) : "+}");
    } else {
      absl::StrAppend(&text, run.text());
    }
  }
  return text;
}

// Red and struck out, green and underlined; not over the indent of a line that goes on.
std::string Coloured(const std::string& marked) {
  std::string text;
  const char* style = "";
  bool at_indent = false;
  for (const char c : marked) {
    if (at_indent && c != ' ') {
      text += style;
      at_indent = false;
    }
    switch (c) {
      case kRemoved:
      case kAdded:
        style = c == kRemoved ? "\x1b[9;31m" : "\x1b[4;32m";
        text += style;
        break;
      case kEnd:
        style = "";
        text += "\x1b[0m";
        break;
      case '\n':
        at_indent = *style != '\0';
        text += at_indent ? "\x1b[0m\n" : "\n";
        break;
      default:
        text += c;
    }
  }
  return text;
}

// Runs as an indented paragraph.
std::string Paragraph(const WordRuns& runs, bool colour, size_t width) {
  if (runs.empty()) return "";
  const std::string indent(kIndent, ' ');
  std::string text;
  const size_t room = width > 2 * kIndent ? width - kIndent : 0;
  const std::string wrapped = Wrap(MarkedText(runs, colour), room, 0);
  for (const absl::string_view line : absl::StrSplit(wrapped, '\n')) {
    absl::StrAppend(&text, line.empty() ? "" : indent, line, "\n");
  }
  return colour ? Coloured(text) : text;
}

std::string KindWord(v1::DifferenceKind kind) {
  return EnumWord(v1::DifferenceKind_Name(kind), "DIFFERENCE_KIND_");
}

bool HasChangedWords(const WordRuns& runs) {
  return std::any_of(runs.begin(), runs.end(),
                     [](const v1::WordRun& run) { return run.kind() != v1::DIFFERENCE_KIND_UNSPECIFIED; });
}

// "changed clause 5.1. (#5.1), moved".
std::string BlockLine(const v1::BlockDifference& block) {
  std::string line = absl::StrCat(KindWord(block.kind()), " ", EnumWord(block.block_kind(), ""));
  if (block.label_before() != block.label_after() && !block.label_before().empty() &&
      !block.label_after().empty()) {
    absl::StrAppend(&line, " ", block.label_before(), " → ", block.label_after());
  } else if (!block.label_before().empty() || !block.label_after().empty()) {
    absl::StrAppend(&line, " ", block.label_after().empty() ? block.label_before() : block.label_after());
  }
  absl::StrAppend(&line, " (#", block.anchor());
  if (!block.anchor_before().empty()) absl::StrAppend(&line, ", was #", block.anchor_before());
  line += ')';
  if (block.moved() && block.kind() != v1::DIFFERENCE_KIND_MOVED) line += ", moved";
  if (block.kind() == v1::DIFFERENCE_KIND_ERASED) line += ": text is gone for good, and cannot be compared";
  if (block.kind() == v1::DIFFERENCE_KIND_CHANGED && !HasChangedWords(block.words())) {
    line += ": not its words, but what else it says";
  }
  return line;
}

std::string AttachmentLine(const v1::AttachmentDifference& attachment) {
  const v1::Attachment& before = attachment.before();
  const v1::Attachment& after = attachment.after();
  const v1::Attachment& shown = attachment.has_after() ? after : before;
  std::string line =
      absl::StrCat(KindWord(attachment.kind()), " file ", shown.entry_id(), ": ", shown.file_name());
  if (attachment.kind() != v1::DIFFERENCE_KIND_CHANGED) return line;
  if (before.blob() != after.blob()) line += ", another file";
  if (before.file_name() != after.file_name()) absl::StrAppend(&line, ", was ", before.file_name());
  if (before.caption() != after.caption()) absl::StrAppend(&line, ", caption: ", after.caption());
  return line;
}

std::string SignatoryLine(const v1::SignatoryDifference& signatory) {
  const v1::Signatory& after = signatory.has_after() ? signatory.after() : signatory.before();
  const std::string status = EnumWord(v1::SignatoryStatus_Name(after.status()), "SIGNATORY_STATUS_");
  const bool changed = signatory.kind() == v1::DIFFERENCE_KIND_CHANGED;
  std::string line = absl::StrCat(changed ? status : KindWord(signatory.kind()), " ", after.name(), ": ",
                                  after.erased() ? "(erased)" : PartyName(after));
  if (changed && PartyName(signatory.before()) != PartyName(after)) {
    absl::StrAppend(&line, ", was ", PartyName(signatory.before()));
  }
  if (!changed && after.status() != v1::SIGNATORY_STATUS_SIGNED) absl::StrAppend(&line, ", ", status);
  if (!after.change_reason().empty()) absl::StrAppend(&line, " (", after.change_reason(), ")");
  return line;
}

}  // namespace

std::string FormatComparison(const v1::Comparison& comparison, bool colour, size_t width) {
  std::string text;
  const auto add_line = [&](const std::string& line) {
    absl::StrAppend(&text, Wrap(line, width, kIndent), "\n");
  };
  if (comparison.from_erased()) add_line("the older text is gone for good, and cannot be compared");
  if (comparison.to_erased()) add_line("the newer text is gone for good, and cannot be compared");
  for (const v1::FieldDifference& field : comparison.fields()) {
    add_line(absl::StrCat("changed ", absl::StrReplaceAll(field.field(), {{"_", " "}, {".", " "}})));
    text += Paragraph(field.words(), colour, width);
  }
  for (const v1::BlockDifference& block : comparison.blocks()) {
    add_line(BlockLine(block));
    text += Paragraph(block.words(), colour, width);
  }
  for (const v1::AttachmentDifference& attachment : comparison.attachments()) {
    add_line(AttachmentLine(attachment));
  }
  for (const v1::SignatoryDifference& signatory : comparison.signatories()) {
    add_line(SignatoryLine(signatory));
  }
  if (comparison.more_signatories() > 0) {
    add_line(absl::StrCat("and ", comparison.more_signatories(), " signatories more"));
  }
  return text;
}

}  // namespace communique::cli
