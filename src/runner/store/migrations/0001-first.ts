/**
 * A row is found by its tenant first. Ids of the vendors stand in columns as `keyText` writes them, so that any text is an
 * id of its own; everything else of a record is its `body`, kept letter by letter (`json`, not `jsonb`).
 * `tenants.turn` counts who has held the tenant; `hold` fails a write of whom somebody followed, and until it is stored
 * nobody follows.
 */
export const first = `
CREATE TABLE runner.tenants (
  name text COLLATE "C" PRIMARY KEY,
  id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  turn bigint NOT NULL DEFAULT 0,
  added_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION runner.hold(tenant text, expected bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM runner.tenants WHERE name = tenant AND turn = expected FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the turn is over'; END IF;
END
$$;

CREATE TABLE runner.settings (
  tenant text COLLATE "C" PRIMARY KEY REFERENCES runner.tenants ON DELETE CASCADE,
  body json NOT NULL
);

CREATE TABLE runner.secrets (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  name text COLLATE "C" NOT NULL,
  host text NOT NULL,
  iv bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (tenant, name)
);

CREATE TABLE runner.state (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  name text COLLATE "C" NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, name)
);

CREATE TABLE runner.plans (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  header json NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE runner.pages (
  tenant text COLLATE "C" NOT NULL,
  plan_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  changes json NOT NULL,
  PRIMARY KEY (tenant, plan_id, number),
  FOREIGN KEY (tenant, plan_id) REFERENCES runner.plans ON DELETE CASCADE
);

CREATE TABLE runner.runs (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  pair text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  started_at_ms double precision NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX runs_by_start ON runner.runs (tenant, started_at_ms DESC, id DESC);
CREATE INDEX runs_by_pair ON runner.runs (tenant, pair, started_at_ms DESC, id DESC);
CREATE INDEX runs_open ON runner.runs (tenant) WHERE state = 'running';

CREATE TABLE runner.people (
  tenant text COLLATE "C" NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  pair text COLLATE "C" NOT NULL,
  change_key text COLLATE "C" NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, run_id, number),
  FOREIGN KEY (tenant, run_id) REFERENCES runner.runs ON DELETE CASCADE
);
CREATE INDEX people_by_person ON runner.people (tenant, pair, change_key);

CREATE TABLE runner.journal (
  tenant text COLLATE "C" NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, run_id, seq),
  FOREIGN KEY (tenant, run_id) REFERENCES runner.runs ON DELETE CASCADE
);

CREATE TABLE runner.pairs (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  pair text COLLATE "C" NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, pair)
);

CREATE TABLE runner.links (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  pair text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (tenant, pair, id)
);
CREATE TABLE runner.decisions (LIKE runner.links INCLUDING ALL);
CREATE TABLE runner.reverted (LIKE runner.links INCLUDING ALL);
CREATE TABLE runner.uninformed (LIKE runner.links INCLUDING ALL);
CREATE TABLE runner.own_forms (LIKE runner.links INCLUDING ALL);
ALTER TABLE runner.decisions ADD FOREIGN KEY (tenant) REFERENCES runner.tenants ON DELETE CASCADE;
ALTER TABLE runner.reverted ADD FOREIGN KEY (tenant) REFERENCES runner.tenants ON DELETE CASCADE;
ALTER TABLE runner.uninformed ADD FOREIGN KEY (tenant) REFERENCES runner.tenants ON DELETE CASCADE;
ALTER TABLE runner.own_forms ADD FOREIGN KEY (tenant) REFERENCES runner.tenants ON DELETE CASCADE;

CREATE TABLE runner.audit (
  tenant text COLLATE "C" NOT NULL REFERENCES runner.tenants ON DELETE CASCADE,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  pair text COLLATE "C",
  body json NOT NULL,
  PRIMARY KEY (tenant, seq)
);
`;
