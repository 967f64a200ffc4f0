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

std::shared_ptr<const ChunkFlusher::Flush> ChunkFlusher::Request() {
  absl::MutexLock lock(&mutex_);
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
    }
    flush->status_ = FromRocksDb(db_->Flush(rocksdb::FlushOptions(), chunks_), "writing a part of a file");
    flush->done_.Notify();
  }
}

}  // namespace communique::content
