#include "content-service/storage/checksum.h"

#include <cstdint>
#include <cstring>
#include <memory>

#include "rocksdb/file_checksum.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace communique::content {
namespace {

#if defined(__x86_64__)

__attribute__((target("sse4.2"))) uint64_t Extend(uint64_t state, absl::string_view bytes) {
  uint64_t word = 0;
  for (; bytes.size() >= sizeof(word); bytes.remove_prefix(sizeof(word))) {
    std::memcpy(&word, bytes.data(), sizeof(word));
    state = _mm_crc32_u64(state, word);
  }
  for (const char byte : bytes) {
    state = _mm_crc32_u8(static_cast<uint32_t>(state), static_cast<uint8_t>(byte));
  }
  return state;
}

bool HasInstruction() { return __builtin_cpu_supports("sse4.2") != 0; }

std::string ByInstruction(absl::string_view first, absl::string_view second) {
  const auto sum = ~static_cast<uint32_t>(Extend(Extend(0xFFFFFFFF, first), second));
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(sum >> shift));
  return bytes;
}

#else

bool HasInstruction() { return false; }

std::string ByInstruction(absl::string_view first, absl::string_view second) {
  return Crc32cByRocksDb(first, second);
}

#endif

}  // namespace

std::string Crc32c(absl::string_view first, absl::string_view second) {
  static const bool has_instruction = HasInstruction();
  return has_instruction ? ByInstruction(first, second) : Crc32cByRocksDb(first, second);
}

// Its file checksum generator is the public way to it.
std::string Crc32cByRocksDb(absl::string_view first, absl::string_view second) {
  static rocksdb::FileChecksumGenFactory* const factory = [] {
    static const std::shared_ptr<rocksdb::FileChecksumGenFactory> shared =
        rocksdb::GetFileChecksumGenCrc32cFactory();
    return shared.get();
  }();
  const auto generator = factory->CreateFileChecksumGenerator(rocksdb::FileChecksumGenContext());
  generator->Update(first.data(), first.size());
  generator->Update(second.data(), second.size());
  generator->Finalize();
  return generator->GetChecksum();
}

}  // namespace communique::content
