import type { Database } from '../store/database.ts';

/** One job a tenant and due time: "look at it then". */
export const looksQueue = 'looks';
/** Jobs that failed again and again. */
export const failedLooksQueue = 'looks-failed';
/** Once a minute: whoever has lost their job gets one. */
export const sweepQueue = 'sweep';

export interface QueueCounts {
  /** Looks that were asked for and are not begun. */
  readonly waiting: number;
  /** Looks that are under way, or whose worker died a moment ago. */
  readonly underWay: number;
  /** Looks that were given up. */
  readonly failed: number;
}

/** Counts what pg-boss keeps, without starting it; nothing where no worker ever was. */
export async function countLooks(database: Database): Promise<QueueCounts> {
  const [there] = await database.rows<{ is: boolean }>("SELECT to_regclass('pgboss.job') IS NOT NULL AS is");
  if (!there?.is) return { waiting: 0, underWay: 0, failed: 0 };
  const text = `
    SELECT count(*) FILTER (WHERE name = $1 AND state < 'active')::int AS waiting,
      count(*) FILTER (WHERE name = $1 AND state = 'active')::int AS "underWay",
      count(*) FILTER (WHERE name = $2)::int AS failed
    FROM pgboss.job WHERE name IN ($1, $2) AND state < 'completed'`;
  const [counts] = await database.rows<QueueCounts>(text, [looksQueue, failedLooksQueue]);
  return counts ?? { waiting: 0, underWay: 0, failed: 0 };
}
