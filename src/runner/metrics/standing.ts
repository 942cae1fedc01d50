import type { Database } from '../store/database.ts';

/** How a tenant stands, as the database says. */
export interface Standing {
  readonly tenant: string;
  /** People visible at the last preview. */
  readonly visible: number | null;
  /** Epoch s of the last automatic import that went through. */
  readonly succeededAt: number | null;
  /** Seconds the last run that has ended took. */
  readonly lastRunSeconds: number | null;
  /** Causes told and not gone. */
  readonly causes: number;
  /** Runs begun within the last day, by their state. */
  readonly runs: Readonly<Record<string, number>>;
}

/** The tenants that were added first, at most `most`, and how many there are. `now`: epoch ms. */
export async function readStandings(
  database: Database,
  most: number,
  now: number,
): Promise<{ readonly standings: readonly Standing[]; readonly tenants: number }> {
  const [counted] = await database.rows<{ tenants: number }>('SELECT count(*)::int AS tenants FROM runner.tenants');
  const standings = await database.rows<Standing>(selectStandings, [most, now - dayMs]);
  return { standings, tenants: counted?.tenants ?? 0 };
}

const dayMs = 86_400_000;

/** Each tenant by its own keys: no table is read as a whole. */
const selectStandings = `
  SELECT t.name AS tenant,
    (SELECT (body ->> 'visible')::float8 FROM runner.state WHERE tenant = t.name AND name = 'connection') AS visible,
    (SELECT (body ->> 'lastSuccessMs')::float8 / 1000 FROM runner.state WHERE tenant = t.name AND name = 'schedule')
      AS "succeededAt",
    (SELECT count(*)::int FROM runner.state, json_object_keys(body) WHERE tenant = t.name AND name = 'told') AS causes,
    last."lastRunSeconds",
    coalesce(day.runs, '{}') AS runs
  FROM (SELECT name FROM runner.tenants ORDER BY id LIMIT $1) t
  LEFT JOIN LATERAL (
    SELECT ((body ->> 'endedAtMs')::float8 - started_at_ms) / 1000 AS "lastRunSeconds" FROM runner.runs
    WHERE tenant = t.name AND state <> 'running' ORDER BY started_at_ms DESC LIMIT 1
  ) last ON true
  LEFT JOIN LATERAL (
    SELECT json_object_agg(state, n) AS runs FROM (
      SELECT state, count(*)::int AS n FROM runner.runs WHERE tenant = t.name AND started_at_ms > $2 GROUP BY state
    ) each
  ) day ON true`;
