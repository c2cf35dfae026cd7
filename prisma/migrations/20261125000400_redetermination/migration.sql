alter table institution add column privately_run boolean not null default false;
