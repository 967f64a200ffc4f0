#include "render-service/storage/state_rows.h"

#include "serving/status_macros.h"

namespace communique::render {

rows::CheckpointRow ToRow(const Checkpoint& checkpoint) {
  rows::CheckpointRow row;
  row.set_format_version(kStateFormat);
  row.set_epoch(checkpoint.epoch);
  row.set_number(checkpoint.number);
  row.set_snapshot_resume_token(checkpoint.snapshot_resume_token);
  row.set_built(checkpoint.built);
  row.mutable_renderer_versions()->insert(checkpoint.renderer_versions.begin(),
                                          checkpoint.renderer_versions.end());
  return row;
}

Checkpoint FromRow(const rows::CheckpointRow& row) {
  return {.epoch = row.epoch(),
          .number = row.number(),
          .snapshot_resume_token = row.snapshot_resume_token(),
          .built = row.built(),
          .renderer_versions = {row.renderer_versions().begin(), row.renderer_versions().end()}};
}

rows::IndexRow ToRow(const IndexEntry& entry) {
  rows::IndexRow row;
  row.set_statement(entry.statement);
  row.set_path(entry.path);
  row.set_language(entry.language);
  row.set_section(entry.section);
  row.set_title(entry.title);
  row.set_subtitle(entry.subtitle);
  row.set_author_line(entry.author_line);
  row.set_place(entry.place);
  row.set_summary(entry.summary);
  row.set_year(entry.day.year);
  row.set_month(entry.day.month);
  row.set_day(entry.day.day);
  row.set_state(entry.state);
  row.set_first_publish_time(entry.first_publish_time);
  row.set_last_major_time(entry.last_major_time);
  return row;
}

IndexEntry FromRow(const rows::IndexRow& row) {
  return {.statement = row.statement(),
          .path = row.path(),
          .language = row.language(),
          .section = row.section(),
          .title = row.title(),
          .subtitle = row.subtitle(),
          .author_line = row.author_line(),
          .place = row.place(),
          .summary = row.summary(),
          .day = {.year = row.year(), .month = row.month(), .day = row.day()},
          .state = static_cast<content::v1::PublicState>(row.state()),
          .first_publish_time = row.first_publish_time(),
          .last_major_time = row.last_major_time()};
}

rows::PendingRow ToRow(const Pending& pending) {
  rows::PendingRow row;
  row.set_drop(pending.drop);
  row.set_first_cause(pending.first_cause);
  row.set_last_cause(pending.last_cause);
  row.set_takedown(pending.takedown);
  return row;
}

absl::StatusOr<Pending> FromRow(absl::string_view key, const rows::PendingRow& row) {
  ASSIGN_OR_RETURN(OutputKey output, DecodeOutputKey(key));
  return Pending{.key = std::move(output),
                 .drop = row.drop(),
                 .first_cause = row.first_cause(),
                 .last_cause = row.last_cause(),
                 .takedown = row.takedown()};
}

rows::FailureRow ToRow(const Failure& failure) {
  rows::FailureRow row;
  *row.mutable_failure() = failure.failure;
  row.set_code(static_cast<int32_t>(failure.code));
  row.set_drop(failure.drop);
  return row;
}

absl::StatusOr<Failure> FromRow(absl::string_view key, const rows::FailureRow& row) {
  ASSIGN_OR_RETURN(OutputKey output, DecodeOutputKey(key));
  return Failure{.key = std::move(output),
                 .failure = row.failure(),
                 .code = static_cast<absl::StatusCode>(row.code()),
                 .drop = row.drop()};
}

}  // namespace communique::render
