-- What every request begins with, in one statement: the session, the roles of its account, and the rule version in force in the
-- tenant it claims. Runs with the rights of the caller under the same policies; the settings last for this statement only.
create function read_session(wanted uuid, claimed text, on_day date) returns jsonb language plpgsql set search_path = public as $$
declare
  s record;
  roles jsonb;
  version jsonb;
begin
  select x.account_id, x.created_at, x.last_seen_at, a.display_name into s
  from session x join account a on a.id = x.account_id
  where x.id = wanted and x.ended_at is null and a.status = 'active' and a.session_version = x.session_version;
  if not found then
    return null;
  end if;
  perform set_config('app.account_id', s.account_id::text, true);
  select coalesce(jsonb_agg(jsonb_build_object(
      'tenantId', m.tenant_id, 'role', m.role, 'centreId', m.centre_id, 'institutionId', m.institution_id, 'office', m.office,
      'name', t.name, 'authority', t.authority, 'level', t.level, 'letter', t.letter, 'kind', t.kind
    ) order by t.sort, m.created_at, m.id), '[]'::jsonb) into roles
  from membership m join tenant t on t.id = m.tenant_id
  where m.account_id = s.account_id and m.status = 'active';
  if claimed is not null and roles @> jsonb_build_array(jsonb_build_object('tenantId', claimed)) then
    perform set_config('app.tenant_id', claimed, true);
    -- In force on the day, otherwise the first that is to come.
    select jsonb_build_object('id', v.id, 'revision', v.revision, 'sha256', v.sha256, 'effectiveFrom', v.effective_from) into version
    from profile_version v
    where v.tenant_id = claimed
    order by v.effective_from <= on_day desc, case when v.effective_from <= on_day then v.effective_from end desc, v.effective_from, v.revision desc
    limit 1;
  end if;
  -- Whatever this statement set is gone again for whoever uses the connection next.
  perform set_config('app.tenant_id', '', true);
  perform set_config('app.account_id', '', true);
  return jsonb_build_object('accountId', s.account_id, 'name', s.display_name, 'createdAt', s.created_at, 'lastSeenAt', s.last_seen_at, 'roles', roles, 'version', version);
end
$$;
grant execute on function read_session(uuid, text, date) to zhikong_app;
revoke execute on function read_session(uuid, text, date) from public;
