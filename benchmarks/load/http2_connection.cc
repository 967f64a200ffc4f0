#include "benchmarks/load/http2_connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/load/failure.h"

namespace communique::benchmarks {
namespace {

constexpr int32_t kStreamWindow = 1 << 20;
constexpr int32_t kConnectionWindow = 16 << 20;
constexpr int32_t kUnreadStreamWindow = 64 << 10;

int Connect(const std::string& address) {
  const size_t colon = address.rfind(':');
  int port = 0;
  sockaddr_in to{};
  to.sin_family = AF_INET;
  if (colon == std::string::npos || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr) != 1) {
    Fail(absl::StrCat("\"", address, "\" is not an address such as 127.0.0.1:2379"));
  }
  to.sin_port = htons(static_cast<uint16_t>(port));
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) != 0) {
    Fail(absl::StrCat("no connection to ", address, ": ", std::strerror(errno)));
  }
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
  return socket;
}

nghttp2_nv Header(absl::string_view name, absl::string_view value) {
  const auto bytes = [](absl::string_view text) {
    return const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(text.data()));
  };
  return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

void Check(int result) {
  if (result < 0) Fail(absl::StrCat("HTTP/2: ", nghttp2_strerror(result)));
}

}  // namespace

struct Http2Connection::Stream {
  std::string body;
  size_t sent = 0;
  bool stays_open = false;
  CallObserver* observer = nullptr;
  MessageAssembler messages;
  // As the trailer has them.
  std::string grpc_status;
  std::string grpc_message;
};

struct Http2Connection::Callbacks {
  static Http2Connection& Of(void* user_data) { return *static_cast<Http2Connection*>(user_data); }

  static ssize_t OnBody(nghttp2_session*, int32_t, uint8_t* buffer, size_t length, uint32_t* flags,
                        nghttp2_data_source* source, void*) {
    Stream& stream = *static_cast<Stream*>(source->ptr);
    const size_t taken = std::min(length, stream.body.size() - stream.sent);
    std::memcpy(buffer, stream.body.data() + stream.sent, taken);
    stream.sent += taken;
    if (stream.sent < stream.body.size()) return static_cast<ssize_t>(taken);
    if (!stream.stays_open) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return taken == 0 && stream.stays_open ? ssize_t{NGHTTP2_ERR_DEFERRED} : static_cast<ssize_t>(taken);
  }

  static int OnData(nghttp2_session*, uint8_t, int32_t id, const uint8_t* data, size_t length,
                    void* user_data) {
    Stream& stream = *Of(user_data).streams_.at(id);
    stream.messages.Add({reinterpret_cast<const char*>(data), length},
                        [&](absl::string_view message) { stream.observer->OnMessage(message); });
    return 0;
  }

  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame, const uint8_t* name, size_t name_length,
                      const uint8_t* value, size_t value_length, uint8_t, void* user_data) {
    const absl::string_view key(reinterpret_cast<const char*>(name), name_length);
    const std::string text(reinterpret_cast<const char*>(value), value_length);
    Stream& stream = *Of(user_data).streams_.at(frame->hd.stream_id);
    if (key == "grpc-status") stream.grpc_status = text;
    if (key == "grpc-message") stream.grpc_message = text;
    return 0;
  }

  static int OnClose(nghttp2_session*, int32_t id, uint32_t error, void* user_data) {
    Http2Connection& connection = Of(user_data);
    const auto found = connection.streams_.find(id);
    const std::unique_ptr<Stream> stream = std::move(found->second);
    connection.streams_.erase(found);
    if (stream->grpc_status != "0") {
      Fail(absl::StrCat("a call ended with status \"", stream->grpc_status, "\" (", stream->grpc_message,
                        "), HTTP/2 error ", error));
    }
    stream->observer->OnEnd();
    return 0;
  }
};

Http2Connection::Http2Connection(const std::string& address, Reading reading)
    : address_(address), socket_(Connect(address)) {
  nghttp2_session_callbacks* callbacks = nullptr;
  Check(nghttp2_session_callbacks_new(&callbacks));
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &Callbacks::OnData);
  nghttp2_session_callbacks_set_on_header_callback(callbacks, &Callbacks::OnHeader);
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Callbacks::OnClose);
  nghttp2_option* options = nullptr;
  Check(nghttp2_option_new(&options));
  if (reading == Reading::kNever) nghttp2_option_set_no_auto_window_update(options, 1);
  Check(nghttp2_session_client_new2(&session_, callbacks, this, options));
  nghttp2_option_del(options);
  nghttp2_session_callbacks_del(callbacks);

  const auto window = static_cast<uint32_t>(reading == Reading::kNever ? kUnreadStreamWindow : kStreamWindow);
  const std::array<nghttp2_settings_entry, 1> settings{{{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, window}}};
  Check(nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
  Check(nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, kConnectionWindow));
}

Http2Connection::~Http2Connection() {
  nghttp2_session_del(session_);
  close(socket_);
}

void Http2Connection::Call(const std::string& method, std::string body, bool stays_open,
                           CallObserver* observer) {
  auto stream = std::make_unique<Stream>();
  stream->body = std::move(body);
  stream->stays_open = stays_open;
  stream->observer = observer;
  const std::array<nghttp2_nv, 6> headers{
      Header(":method", "POST"),      Header(":scheme", "http"), Header(":path", method),
      Header(":authority", address_), Header("te", "trailers"),  Header("content-type", "application/grpc"),
  };
  nghttp2_data_provider provider{};
  provider.source.ptr = stream.get();
  provider.read_callback = &Callbacks::OnBody;
  const int32_t id =
      nghttp2_submit_request(session_, nullptr, headers.data(), headers.size(), &provider, nullptr);
  Check(id);
  streams_.emplace(id, std::move(stream));
}

void Http2Connection::Read() {
  // Enough of it that a busy connection costs few system calls, not so much that others wait for it.
  static std::vector<uint8_t> buffer(size_t{256} << 10);
  const ssize_t got = recv(socket_, buffer.data(), buffer.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) Fail(absl::StrCat("the server closed a connection: ", got == 0 ? "" : std::strerror(errno)));
  const ssize_t taken = nghttp2_session_mem_recv(session_, buffer.data(), static_cast<size_t>(got));
  if (taken < 0) Fail(absl::StrCat("HTTP/2: ", nghttp2_strerror(static_cast<int>(taken))));
}

void Http2Connection::Write() {
  constexpr size_t kOneWrite = size_t{1} << 20;
  while (true) {
    while (unsent_.size() < kOneWrite) {
      const uint8_t* bytes = nullptr;
      const ssize_t length = nghttp2_session_mem_send(session_, &bytes);
      if (length < 0) Fail(absl::StrCat("HTTP/2: ", nghttp2_strerror(static_cast<int>(length))));
      if (length == 0) break;
      unsent_.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
    }
    if (unsent_.empty()) return;
    const ssize_t sent = send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (sent < 0) Fail(absl::StrCat("sending: ", std::strerror(errno)));
    unsent_.erase(0, static_cast<size_t>(sent));
  }
}

}  // namespace communique::benchmarks
