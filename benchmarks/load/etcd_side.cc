#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/sides.h"
#include "etcd/rpc.pb.h"

namespace communique::benchmarks {
namespace {

constexpr char kFirstKey[] = "bench-";
// The first string after all that begin with kFirstKey.
constexpr char kAfterLastKey[] = "bench.";

class EtcdSide final : public Side {
 public:
  Request Prepare() const override { return {}; }

  Request Write(uint64_t number) const override {
    etcdserverpb::PutRequest request;
    request.set_key(KeyOf(number));
    request.set_value(TextOf(number, kTextBytes));
    return {"/etcdserverpb.KV/Put", request.SerializeAsString()};
  }

  Request RepeatableWrite() const override { return Write(0); }

  Request ReadHead() const override {
    etcdserverpb::RangeRequest request;
    request.set_key(kFirstKey);
    return {"/etcdserverpb.KV/Range", request.SerializeAsString()};
  }

  Head ParseHead(absl::string_view message) const override {
    etcdserverpb::RangeResponse range;
    if (!range.ParseFromArray(message.data(), static_cast<int>(message.size()))) Fail("Range is malformed");
    return {static_cast<uint64_t>(range.header().revision()), absl::StrCat(range.header().revision())};
  }

  Request Watch(const std::string& position) const override {
    etcdserverpb::WatchRequest request;
    etcdserverpb::WatchCreateRequest& create = *request.mutable_create_request();
    create.set_key(kFirstKey);
    create.set_range_end(kAfterLastKey);
    int64_t revision = 0;
    if (!absl::SimpleAtoi(position, &revision)) Fail("a position of etcd is a number");
    create.set_start_revision(revision + 1);
    return {"/etcdserverpb.Watch/Watch", request.SerializeAsString()};
  }

  void ForEachChange(absl::string_view message, absl::FunctionRef<void(uint64_t)> told) const override {
    ForEachField(message, etcdserverpb::WatchResponse::kEventsFieldNumber,
                 [&](absl::string_view event) { told(NumberIn(event)); });
  }
};

}  // namespace

std::unique_ptr<Side> MakeEtcdSide() { return std::make_unique<EtcdSide>(); }

std::unique_ptr<Side> MakeSide(absl::string_view name) {
  if (name == "content") return MakeContentSide();
  if (name == "etcd") return MakeEtcdSide();
  Fail(absl::StrCat("--side is content or etcd, not \"", name, "\""));
}

}  // namespace communique::benchmarks
