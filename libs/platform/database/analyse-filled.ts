/**
 * SQL: has the planner count every table that has rows, at once after many were brought in. What is empty is left
 * out. PostgreSQL takes a table that nobody has counted for one of some pages and asks its indexes; one that was counted
 * as empty it reads whole, and a plan that is made once (`NamedStatement.plannedOnce`) would go on so when it has grown.
 */
export const analyseFilled = `DO $$
  DECLARE filled text;
  BEGIN
    SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ') INTO filled
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname = current_schema() AND pg_relation_size(c.oid) > 0;
    IF filled IS NOT NULL THEN EXECUTE 'ANALYZE ' || filled; END IF;
  END $$`;
