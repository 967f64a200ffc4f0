#include "content-service/service/live_tail.h"

#include <algorithm>
#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

constexpr size_t kMostBytes = size_t{4} << 20;
constexpr size_t kBytesOfOneRead = size_t{64} << 10;
// Nobody followed for longer than this: what was missed is not read for those who may come.
constexpr uint64_t kMostMissed = 1024;

// The head of field `number` with `length` bytes, and room for `room` bytes after it.
grpc::Slice FieldHead(int number, size_t length, size_t room) {
  const uint32_t tag = WireFormatLite::MakeTag(number, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  const auto size = static_cast<uint32_t>(length);
  grpc::Slice slice(CodedOutputStream::VarintSize32(tag) + CodedOutputStream::VarintSize32(size) + room);
  auto* const begin = const_cast<uint8_t*>(slice.begin());
  CodedOutputStream::WriteVarint32ToArray(size, CodedOutputStream::WriteVarint32ToArray(tag, begin));
  return slice;
}

grpc::Slice Encoded(const v1::ChangeSet& change_set) {
  const size_t length = change_set.ByteSizeLong();
  grpc::Slice slice = FieldHead(v1::ChangeSets::kChangeSetsFieldNumber, length, length);
  change_set.SerializeWithCachedSizesToArray(const_cast<uint8_t*>(slice.end()) - length);
  return slice;
}

bool TellsErasure(const v1::ChangeSet& change_set) {
  return std::any_of(change_set.changes().begin(), change_set.changes().end(),
                     [](const v1::Change& change) { return change.has_erasure(); });
}

bool IsEmpty(const v1::ChangeFilter& filter) {
  return filter.sections().empty() && filter.languages().empty() && filter.kinds().empty();
}

}  // namespace

grpc::ByteBuffer ChangeSetsMessage(const std::vector<grpc::Slice>& change_sets) {
  size_t length = 0;
  for (const grpc::Slice& change_set : change_sets) length += change_set.size();
  std::vector<grpc::Slice> message = {FieldHead(v1::WatchResponse::kChangeSetsFieldNumber, length, 0)};
  message.insert(message.end(), change_sets.begin(), change_sets.end());
  return {message.data(), message.size()};
}

absl::StatusOr<EncodedRead> LiveTail::Read(LogCursor after, const v1::ChangeFilter& filter,
                                           size_t byte_limit) {
  EncodedRead encoded{{}, after, false};
  if (IsEmpty(filter) && after.told == 0) {
    absl::MutexLock lock(&mutex_);
    // First, so that nothing is told from here that the commits since then erased.
    if (after.number >= before_) RETURN_IF_ERROR(Extend());
    if (after.number >= before_ && after.number <= Last()) {
      for (size_t bytes = 0; encoded.next.number < Last() && bytes < byte_limit; ++encoded.next.number) {
        const grpc::Slice& change_set = commits_[encoded.next.number - before_];
        if (change_set.size() > 0) encoded.change_sets.push_back(change_set);
        bytes += change_set.size();
      }
      encoded.more = encoded.next.number < Last();
      return encoded;
    }
  }
  ASSIGN_OR_RETURN(const LogRead read, log_.ReadChangeSets(view_, after, filter, byte_limit));
  for (const v1::ChangeSet& change_set : read.change_sets) encoded.change_sets.push_back(Encoded(change_set));
  encoded.next = read.next;
  encoded.more = read.more;
  return encoded;
}

absl::Status LiveTail::Extend() {
  const uint64_t head = log_.Head(view_).number;
  if (head - Last() > kMostMissed) Restart(head);
  while (Last() < head) {
    ASSIGN_OR_RETURN(const LogRead read, log_.ReadChangeSets(view_, {Last(), 0}, {}, kBytesOfOneRead));
    if (read.next.told > 0) {
      // A commit so large that it is told in fragments; all read that one from the log.
      Restart(head);
      return absl::OkStatus();
    }
    for (const v1::ChangeSet& change_set : read.change_sets) {
      if (TellsErasure(change_set)) Restart(change_set.number() - 1);
      Append(change_set.number(), Encoded(change_set));
    }
    if (read.next.number > Last()) Append(read.next.number, grpc::Slice());
  }
  return absl::OkStatus();
}

void LiveTail::Append(uint64_t number, grpc::Slice change_set) {
  while (Last() + 1 < number) commits_.emplace_back();
  bytes_ += change_set.size();
  commits_.push_back(std::move(change_set));
  for (; bytes_ > kMostBytes; ++before_) {
    bytes_ -= commits_.front().size();
    commits_.pop_front();
  }
}

void LiveTail::Restart(uint64_t before) {
  commits_.clear();
  bytes_ = 0;
  before_ = before;
}

}  // namespace communique::content
