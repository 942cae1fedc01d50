import type { NamedState } from '../../domain/state.ts';
import type { Run } from '../../domain/run.ts';
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
  const rows = await database.rows<Row>(selectRows, [most, now - dayMs]);
  return { standings: rows.map(standingOf), tenants: counted?.tenants ?? 0 };
}

interface Row {
  readonly tenant: string;
  readonly connection: NamedState['connection'] | null;
  readonly schedule: NamedState['schedule'] | null;
  readonly told: NamedState['told'] | null;
  readonly ended: Run | null;
  readonly runs: Standing['runs'];
}

function standingOf({ tenant, connection, schedule, told, ended, runs }: Row): Standing {
  return {
    tenant,
    visible: connection?.visible ?? null,
    succeededAt: secondsOf(schedule?.lastSuccessMs),
    lastRunSeconds: ended && secondsOf(ended.endedAtMs && ended.endedAtMs - ended.startedAtMs),
    causes: Object.keys(told ?? {}).length,
    runs,
  };
}

function secondsOf(ms: number | undefined): number | null {
  return ms === undefined ? null : ms / 1_000;
}

const dayMs = 86_400_000;

/**
 * Each tenant by its own keys: no table is read as a whole. Records are read by us and as a whole: PostgreSQL opens none in
 * which somebody's text has NUL or half a pair of surrogates, and one such tenant would hide all others.
 */
const selectRows = `
  SELECT t.name AS tenant,
    (SELECT body FROM runner.state WHERE tenant = t.name AND name = 'connection') AS connection,
    (SELECT body FROM runner.state WHERE tenant = t.name AND name = 'schedule') AS schedule,
    (SELECT body FROM runner.state WHERE tenant = t.name AND name = 'told') AS told,
    (SELECT body FROM runner.runs WHERE tenant = t.name AND state <> 'running'
      ORDER BY started_at_ms DESC LIMIT 1) AS ended,
    coalesce(day.runs, '{}') AS runs
  FROM (SELECT name FROM runner.tenants ORDER BY id LIMIT $1) t
  LEFT JOIN LATERAL (
    SELECT json_object_agg(state, n) AS runs FROM (
      SELECT state, count(*)::int AS n FROM runner.runs WHERE tenant = t.name AND started_at_ms > $2 GROUP BY state
    ) each
  ) day ON true`;
