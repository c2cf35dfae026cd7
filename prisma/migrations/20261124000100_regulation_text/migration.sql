-- The words of a regulation, uploaded by an administrator, shown beside the rules that cite them.

alter table regulation_text enable row level security;
alter table regulation_text force row level security;
create policy tenant_isolation on regulation_text for all using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
grant select, insert on regulation_text to zhikong_app;
create trigger append_only before update or delete on regulation_text for each row execute function refuse_change();
create trigger append_only_truncate before truncate on regulation_text for each statement execute function refuse_change();
