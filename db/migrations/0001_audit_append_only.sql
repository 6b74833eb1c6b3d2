-- History is written once: no update and no delete reaches an audit event, whoever asks.
create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only';
end
$$;
--> statement-breakpoint
create trigger audit_events_append_only before update or delete on audit_events
for each row execute function refuse_change_of_history();
