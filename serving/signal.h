#ifndef COMMUNIQUE_SERVING_SIGNAL_H_
#define COMMUNIQUE_SERVING_SIGNAL_H_

namespace communique::serving {

// Waits for SIGTERM or SIGINT. Make it first in main, before any thread, since threads inherit which
// signals are blocked; child processes do too and must unblock them. Also ignores SIGPIPE.
class TerminationSignal {
 public:
  TerminationSignal();
  ~TerminationSignal();
  TerminationSignal(const TerminationSignal&) = delete;
  TerminationSignal& operator=(const TerminationSignal&) = delete;

  // Blocks until the first one comes and returns its number. A second one then ends the process at
  // once, as it would have without us.
  int Wait();

 private:
  int descriptor_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_SIGNAL_H_
