-- An entry of the register is corrected: two who do so at once must see each other.
alter table institution add column version integer not null default 1;
