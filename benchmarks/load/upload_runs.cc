#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "benchmarks/load/calls.h"
#include "benchmarks/load/event_loop.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/grpc_message.h"
#include "benchmarks/load/runs.h"
#include "communique/content/v1/blob_service.pb.h"
#include "statement/digest.h"

namespace communique::benchmarks {
namespace {

namespace v1 = content::v1;

constexpr char kUpload[] = "/communique.content.v1.BlobService/UploadBlob";
constexpr size_t kChunkBytes = size_t{256} << 10;
constexpr size_t kOneWrite = size_t{1} << 20;

// What looks like a scanned document: a PDF of bytes that do not compress, another for each number.
std::string FileOf(uint64_t number, uint64_t bytes) {
  std::string file = absl::StrCat("%PDF-1.7\n% file ", number, "\n");
  std::mt19937_64 random(number);
  while (file.size() < bytes) {
    const uint64_t next = random();
    file.append(reinterpret_cast<const char*>(&next), sizeof(next));
  }
  file.resize(bytes);
  return file;
}

// The body of a whole upload.
std::string UploadOf(const std::string& file) {
  v1::UploadBlobRequest message;
  message.mutable_header()->set_sha256(Sha256Hex(file));
  message.mutable_header()->set_size_bytes(static_cast<int64_t>(file.size()));
  std::string body = Framed(message.SerializeAsString());
  for (size_t at = 0; at < file.size(); at += kChunkBytes) {
    message.set_chunk(file.substr(at, kChunkBytes));
    body += Framed(message.SerializeAsString());
  }
  return body;
}

// Sends one body after the other, each once the one before is answered.
class Uploads final : public CallObserver {
 public:
  Uploads(EventLoop& loop, Http2Connection& connection, std::vector<std::string> bodies)
      : connection_(connection), bodies_(std::move(bodies)) {
    std::reverse(bodies_.begin(), bodies_.end());
    BeginNext();
    loop.Send(connection_);
  }

  bool ended() const { return ended_; }

  void OnMessage(absl::string_view message) override {
    v1::UploadBlobResponse response;
    if (!response.ParseFromArray(message.data(), static_cast<int>(message.size())) ||
        response.already_stored()) {
      Fail("an upload has another answer than expected");
    }
  }
  void OnEnd() override { BeginNext(); }

 private:
  void BeginNext() {
    ended_ = bodies_.empty();
    if (ended_) return;
    connection_.Call(kUpload, std::move(bodies_.back()), false, this);
    bodies_.pop_back();
  }

  Http2Connection& connection_;
  std::vector<std::string> bodies_;
  bool ended_ = false;
};

}  // namespace

nlohmann::json RunUpload(const Side& side, const RunOptions& options) {
  EventLoop loop;
  const uint64_t first = ReadHead(loop, loop.Connect(options.address), side).count + 1;
  Http2Connection& connection = loop.Connect(options.address);
  std::vector<std::string> beside;
  for (int i = 1; i <= options.files; ++i) {
    beside.push_back(UploadOf(FileOf(static_cast<uint64_t>(i), options.bytes)));
  }
  std::vector<std::string> alone{UploadOf(FileOf(0, options.bytes))};

  const absl::Time start = absl::Now();
  Uploads one(loop, connection, std::move(alone));
  loop.RunUntil([&] { return one.ended(); });
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);

  Writers writers(loop, side, options.address, options.clients);
  Uploads others(loop, connection, std::move(beside));
  writers.WriteAtRateUntil(first, absl::Seconds(1 / options.rate), [&] { return others.ended(); });
  std::vector<absl::Duration> latencies = writers.TakeLatencies();
  return {{"bytes_per_second", static_cast<double>(options.bytes) / seconds},
          {"create_p50_ms", PercentileMs(latencies, 0.5)},
          {"create_p99_ms", PercentileMs(latencies, 0.99)}};
}

nlohmann::json RunSyncedWrites(const Side&, const RunOptions& options) {
  const std::string file = FileOf(0, options.bytes);
  const std::string path = absl::StrCat(options.directory, "/synced-writes");
  const absl::Time start = absl::Now();
  const int to = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_DSYNC | O_CLOEXEC, 0600);
  if (to < 0) Fail(absl::StrCat(path, " cannot be made: ", std::strerror(errno)));
  for (size_t at = 0; at < file.size();) {
    const ssize_t written = write(to, file.data() + at, std::min(kOneWrite, file.size() - at));
    if (written < 0) Fail(absl::StrCat(path, " cannot be written: ", std::strerror(errno)));
    at += static_cast<size_t>(written);
  }
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  close(to);
  return {{"bytes_per_second", static_cast<double>(options.bytes) / seconds}};
}

}  // namespace communique::benchmarks
