#include "content-service/storage/chunk_flusher.h"

#include <utility>

#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"

namespace communique::content {

ChunkFlusher::ChunkFlusher(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* chunks)
    : db_(db), chunks_(chunks), thread_([this] { Run(); }) {}

ChunkFlusher::~ChunkFlusher() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::Status ChunkFlusher::Wrote(int64_t bytes) {
  std::shared_ptr<const Flush> running;
  {
    absl::MutexLock lock(&mutex_);
    written_ += bytes;
    if (written_ < kFlushedPartBytes) return absl::OkStatus();
    RequestNext();
    running = running_;
  }
  return running == nullptr ? absl::OkStatus() : running->Await();
}

std::shared_ptr<const ChunkFlusher::Flush> ChunkFlusher::Request() {
  absl::MutexLock lock(&mutex_);
  return RequestNext();
}

std::shared_ptr<const ChunkFlusher::Flush> ChunkFlusher::RequestNext() {
  if (next_ == nullptr) next_ = std::make_shared<Flush>();
  return next_;
}

void ChunkFlusher::Run() {
  const auto wake = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || next_ != nullptr; };
  while (true) {
    std::shared_ptr<Flush> flush;
    {
      absl::MutexLock lock(&mutex_, absl::Condition(&wake));
      if (next_ == nullptr) return;
      flush = std::move(next_);
      running_ = flush;
      written_ = 0;
    }
    flush->status_ = FromRocksDb(db_->Flush(rocksdb::FlushOptions(), chunks_), "writing a part of a file");
    {
      absl::MutexLock lock(&mutex_);
      running_ = nullptr;
    }
    flush->done_.Notify();
  }
}

}  // namespace communique::content
