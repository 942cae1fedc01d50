/**
 * People and journal of a run go with it by one statement instead of by a reference, which is checked anew for each of the
 * tens of thousands of rows that a run is opened with. Whoever writes them asks for the run instead, once a statement.
 */
export const rowsOfRuns = `
ALTER TABLE runner.people DROP CONSTRAINT people_tenant_run_id_fkey;
ALTER TABLE runner.journal DROP CONSTRAINT journal_tenant_run_id_fkey;

CREATE FUNCTION runner.drop_rows_of_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM runner.people USING gone WHERE people.tenant = gone.tenant AND people.run_id = gone.id;
  DELETE FROM runner.journal USING gone WHERE journal.tenant = gone.tenant AND journal.run_id = gone.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER rows_of_runs AFTER DELETE ON runner.runs REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION runner.drop_rows_of_runs();
`;
