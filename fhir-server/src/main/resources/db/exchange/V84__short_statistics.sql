-- The store asks for statistics of 10,000 values of each of these columns, and the planner goes through all of them for
-- each statement. So a search by a reference took 12 ms longer to plan beside 100,000 items that its caller may
-- not see than beside none (disclosure B17). A release tag or a single person leads our searches,
-- for which far fewer values are enough.
alter table hfj_res_link
  alter column src_path set statistics 100,
  alter column src_resource_id set statistics 100,
  alter column target_resource_id set statistics 100;
alter table hfj_spidx_token
  alter column hash_sys set statistics 500,
  alter column hash_sys_and_value set statistics 500,
  alter column hash_value set statistics 500;
alter table hfj_spidx_string
  alter column hash_exact set statistics 500,
  alter column hash_norm_prefix set statistics 500;
alter table hfj_spidx_uri alter column hash_uri set statistics 500;
alter table hfj_spidx_quantity
  alter column hash_identity_and_units set statistics 500,
  alter column hash_identity_sys_units set statistics 500;
analyze hfj_res_link;
analyze hfj_spidx_token;
analyze hfj_spidx_string;
analyze hfj_spidx_uri;
analyze hfj_spidx_quantity;
