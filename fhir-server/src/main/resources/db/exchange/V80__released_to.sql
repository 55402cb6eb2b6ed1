-- The release tags of an item beside its other facts: one row answers whether an id is anything to a
-- party, which took a join of four of the store's tables before, planned anew for each call.
alter table exchange.case_item add column released_to text[] not null default '{}';

-- The store's tables are not there yet when a database is new.
do $$
begin
  if to_regclass('public.hfj_res_tag') is not null then
    update exchange.case_item i
       set released_to = t.tags
      from (select r.fhir_id, array_agg(d.tag_code order by d.tag_code collate "C") as tags
              from public.hfj_resource r
              join public.hfj_res_tag t on t.res_id = r.res_id
              join public.hfj_tag_def d on d.tag_id = t.tag_id
             where d.tag_system = 'https://fhir.example.org/supportive-care/release'
             group by r.fhir_id) t
     where t.fhir_id = i.id::text;
  end if;
end $$;
