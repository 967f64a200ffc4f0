#include "benchmarks/load/calls.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/grpc_message.h"

namespace communique::benchmarks {
namespace {

class OneAnswer final : public CallObserver {
 public:
  void OnMessage(absl::string_view message) override { answer_ = std::string(message); }
  void OnEnd() override { ended_ = true; }

  bool ended() const { return ended_; }
  std::string& answer() { return answer_; }

 private:
  bool ended_ = false;
  std::string answer_;
};

}  // namespace

std::string CallOnce(EventLoop& loop, Http2Connection& connection, const Side::Request& request) {
  OneAnswer answer;
  connection.Call(request.method, Framed(request.message), false, &answer);
  loop.Send(connection);
  loop.RunUntil([&] { return answer.ended(); });
  return std::move(answer.answer());
}

Side::Head ReadHead(EventLoop& loop, Http2Connection& connection, const Side& side) {
  return side.ParseHead(CallOnce(loop, connection, side.ReadHead()));
}

class Writers::Client final : public CallObserver {
 public:
  Client(Writers& writers, const Side& side, Http2Connection& connection)
      : writers_(writers), side_(side), connection_(connection) {}

  bool busy() const { return busy_; }

  // Asked for the next number each time a write has been answered; negative for none.
  void Write(int64_t number, const std::function<int64_t()>* next) {
    next_ = next;
    Begin(static_cast<uint64_t>(number));
    writers_.loop_.Send(connection_);
  }

  void OnMessage(absl::string_view) override {}
  void OnEnd() override {
    writers_.latencies_.push_back(absl::Now() - begun_);
    busy_ = false;
    const int64_t number = next_ == nullptr ? -1 : (*next_)();
    if (number >= 0) Begin(static_cast<uint64_t>(number));
  }

 private:
  void Begin(uint64_t number) {
    const Side::Request request = side_.Write(number);
    busy_ = true;
    begun_ = absl::Now();
    connection_.Call(request.method, Framed(request.message), false, this);
  }

  Writers& writers_;
  const Side& side_;
  Http2Connection& connection_;
  const std::function<int64_t()>* next_ = nullptr;
  bool busy_ = false;
  absl::Time begun_;
};

Writers::Writers(EventLoop& loop, const Side& side, const std::string& address, int clients) : loop_(loop) {
  for (int i = 0; i < clients; ++i) {
    clients_.push_back(std::make_unique<Client>(*this, side, loop.Connect(address)));
  }
}
Writers::~Writers() = default;

Writers::Client* Writers::Free() {
  for (const auto& client : clients_) {
    if (!client->busy()) return client.get();
  }
  return nullptr;
}

void Writers::WriteAll(uint64_t first, uint64_t count) {
  uint64_t next = first;
  WriteUntil(first, [&] { return next++ == first + count; });
}

uint64_t Writers::WriteUntil(uint64_t first, absl::FunctionRef<bool()> done) {
  uint64_t number = first;
  bool over = false;
  const std::function<int64_t()> next = [&]() -> int64_t {
    over = over || done();
    return over ? -1 : static_cast<int64_t>(number++);
  };
  for (const auto& client : clients_) {
    if (const int64_t own = next(); own >= 0) client->Write(own, &next);
  }
  loop_.RunUntil([&] {
    return over &&
           std::none_of(clients_.begin(), clients_.end(), [](const auto& one) { return one->busy(); });
  });
  return number - first;
}

void Writers::BeginOne(uint64_t number) {
  Client* client = Free();
  if (client == nullptr) Fail("the server does not hold this rate: all clients wait for it");
  client->Write(static_cast<int64_t>(number), nullptr);
}

void Writers::WaitForAnswers() {
  loop_.RunUntil([&] {
    return std::none_of(clients_.begin(), clients_.end(), [](const auto& one) { return one->busy(); });
  });
}

void Writers::WriteAtRate(uint64_t first, uint64_t count, absl::Duration interval,
                          absl::FunctionRef<void(uint64_t)> begun) {
  const absl::Time start = absl::Now();
  for (uint64_t i = 0; i < count; ++i) {
    const absl::Time due = start + interval * static_cast<int64_t>(i);
    for (absl::Time now = absl::Now(); now < due; now = absl::Now()) loop_.Turn(due - now);
    begun(first + i);
    BeginOne(first + i);
  }
  WaitForAnswers();
}

void Writers::WriteAtRateUntil(uint64_t first, absl::Duration interval, absl::FunctionRef<bool()> done) {
  absl::Time due = absl::Now();
  for (uint64_t number = first; !done();) {
    const absl::Time now = absl::Now();
    if (now < due) {
      loop_.Turn(due - now);
      continue;
    }
    BeginOne(number++);
    due += interval;
  }
  WaitForAnswers();
}

std::vector<absl::Duration> Writers::TakeLatencies() { return std::exchange(latencies_, {}); }

Watcher::Watcher(EventLoop& loop, Http2Connection& connection, const Side& side, const std::string& position,
                 std::function<void(uint64_t)> told)
    : side_(side), told_(std::move(told)) {
  const Side::Request request = side.Watch(position);
  connection.Call(request.method, Framed(request.message), true, this);
  loop.Send(connection);
}

void Watcher::OnMessage(absl::string_view message) {
  begun_ = true;
  side_.ForEachChange(message, [&](uint64_t number) {
    ++count_;
    if (told_) told_(number);
  });
}

void Watcher::OnEnd() { Fail("the server ended a watch"); }

std::vector<std::unique_ptr<Watcher>> StartWatchers(EventLoop& loop, const Side& side,
                                                    const std::string& address, int watchers, int connections,
                                                    Http2Connection::Reading reading,
                                                    const std::function<void(uint64_t)>& told) {
  std::vector<Http2Connection*> all;
  for (int i = 0; i < connections; ++i) all.push_back(&loop.Connect(address, reading));
  const std::string position = ReadHead(loop, *all[0], side).position;
  std::vector<std::unique_ptr<Watcher>> started;
  for (int i = 0; i < watchers; ++i) {
    Http2Connection& connection = *all[static_cast<size_t>(i % connections)];
    started.push_back(std::make_unique<Watcher>(loop, connection, side, position, told));
  }
  loop.RunUntil([&] {
    return std::all_of(started.begin(), started.end(), [](const auto& watcher) { return watcher->begun(); });
  });
  return started;
}

}  // namespace communique::benchmarks
