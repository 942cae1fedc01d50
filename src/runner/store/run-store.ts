import type { JournalRow } from '../../domain/journal.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import { keepNewest } from '../../history/keep-newest.ts';
import type { RunStore } from '../../history/run-store.ts';
import { isSamePlan } from '../../history/same-plan.ts';
import { AppError } from '../../shared/app-error.ts';
import { columnArrays, jsonText, keyText, lastOfEach, limitOf, writeMany } from './columns.ts';
import { headerIn, putHeader } from './plan-store.ts';
import type { Tenant, TenantStatements } from './tenant.ts';
import { together } from './together.ts';

/**
 * Runs of one tenant, their people and their journal. A journal row waits for the disk whatever durability is asked for:
 * here a commit always does.
 */
export function createRunStore(tenant: Tenant): RunStore {
  const bodies = async <Body>(operation: string, text: string, ...values: readonly unknown[]) =>
    (await tenant.rows<{ body: Body }>(operation, text, ...values)).map(({ body }) => body);
  const putRow = together<JournalRow>(async (rows) => {
    const latest = lastOfEach(rows, rowKey);
    const count = await tenant.write('run.putRow', putJournal, ...columnArrays(latest, journalColumns));
    if (count < latest.length) throw new AppError('storage-failed', { operation: 'run.putRow' });
  });
  return {
    open: (run, people, journal, taking) =>
      tenant.alone('run.open', async (tx) => {
        if (taking) {
          if (!isSamePlan(await headerIn(tx, taking.id), taking)) throw new AppError('plan-changed');
          await putHeader(tx, { ...taking, runId: run.id });
        }
        await tx.rows(putRun, ...columnsOf(run));
        await putPeople(tx, people);
        await writeMany(tx, lastOfEach(journal, rowKey), { text: putJournal, columnsOf: journalColumns });
      }),
    get: async (id) =>
      (await bodies<Run>('run.get', 'SELECT body FROM runner.runs WHERE tenant = $1 AND id = $2', id))[0],
    put: async (run) => {
      await tenant.write('run.put', putRun, ...columnsOf(run));
    },
    openRun: async () => {
      const text = "SELECT body FROM runner.runs WHERE tenant = $1 AND state = 'running' ORDER BY id LIMIT 1";
      return (await bodies<Run>('run.openRun', text))[0];
    },
    list: (limit, beforeMs = Number.POSITIVE_INFINITY) =>
      bodies(
        'run.list',
        `SELECT body FROM runner.runs WHERE tenant = $1 AND started_at_ms < $2 ${newestFirst} LIMIT $3`,
        beforeMs,
        limitOf(limit),
      ),
    listOf: (pair, limit, beforeMs = Number.POSITIVE_INFINITY) =>
      bodies(
        'run.listOf',
        `SELECT body FROM runner.runs WHERE tenant = $1 AND pair = $2 AND started_at_ms < $3 ${newestFirst} LIMIT $4`,
        keyText(pair),
        beforeMs,
        limitOf(limit),
      ),
    countOthers: async (pair) => {
      const text =
        'SELECT count(*)::int AS n FROM runner.runs WHERE tenant = $1 AND ($2::text IS NULL OR pair <> $2::text)';
      const own = pair === undefined ? null : keyText(pair);
      return (await tenant.rows<{ n: number }>('run.countOthers', text, own))[0]?.n ?? 0;
    },
    people: (id, offset = 0, limit = Number.MAX_SAFE_INTEGER) =>
      bodies(
        'run.people',
        'SELECT body FROM runner.people WHERE tenant = $1 AND run_id = $2 AND number >= $3 ORDER BY number LIMIT $4',
        id,
        offset,
        limitOf(limit),
      ),
    putPeople: (people) => tenant.alone('run.putPeople', (tx) => putPeople(tx, people)),
    timeline: (pair, changeKey, limit) =>
      tenant.rows<{ run: Run; person: RunPerson }>(
        'run.timeline',
        timeline,
        keyText(pair),
        keyText(changeKey),
        limitOf(limit),
      ),
    journal: (id) =>
      bodies('run.journal', 'SELECT body FROM runner.journal WHERE tenant = $1 AND run_id = $2 ORDER BY seq', id),
    putRow,
    prune: (limits) =>
      tenant.alone('run.prune', async (tx) => {
        const text = `SELECT id, pair, state, started_at_ms AS "startedAtMs" FROM runner.runs WHERE tenant = $1 ${newestFirst}`;
        const isKept = keepNewest(limits);
        const all = await tx.rows<Pick<Run, 'id' | 'pair' | 'state' | 'startedAtMs'>>(text);
        const dropped = all.filter((run) => !isKept(run)).map(({ id }) => id);
        // People and journal go with their run.
        await tx.rows('DELETE FROM runner.runs WHERE tenant = $1 AND id = ANY($2::text[])', dropped);
        return dropped.length;
      }),
  };
}

const newestFirst = 'ORDER BY started_at_ms DESC, id DESC';

/** Rows of runs that are not stored are left out. */
const putJournal = `
  INSERT INTO runner.journal
  SELECT $1, each.* FROM ROWS FROM (unnest($2::text[]), unnest($3::int[]), json_array_elements($4::json)) AS each (run_id, seq, body)
  JOIN runner.runs ON runs.tenant = $1 AND runs.id = each.run_id FOR KEY SHARE OF runs
  ON CONFLICT (tenant, run_id, seq) DO UPDATE SET body = excluded.body`;

const journalColumns = (row: JournalRow) => [row.runId, row.seq, jsonText(row)] as const;

const putRun = `
  INSERT INTO runner.runs VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, id) DO UPDATE
  SET pair = excluded.pair, state = excluded.state, started_at_ms = excluded.started_at_ms, body = excluded.body`;

function columnsOf(run: Run): readonly unknown[] {
  return [run.id, keyText(run.pair), run.state, run.startedAtMs, jsonText(run)];
}

const timeline = `
  SELECT runs.body AS run, people.body AS person
  FROM runner.people JOIN runner.runs ON runs.tenant = people.tenant AND runs.id = people.run_id
  WHERE people.tenant = $1 AND people.pair = $2 AND people.change_key = $3
  ORDER BY runs.started_at_ms DESC, people.run_id, people.number LIMIT $4`;

/** Everybody gets the pair of their run; people of runs that are not stored are left out. */
async function putPeople(tx: TenantStatements, people: readonly RunPerson[]): Promise<void> {
  await writeMany(tx, lastOfEach(people, personKey), {
    text: `
      INSERT INTO runner.people
      SELECT $1, each.run_id, each.number, runs.pair, each.change_key, each.body
      FROM ROWS FROM (unnest($2::text[]), unnest($3::int[]), unnest($4::text[]), json_array_elements($5::json))
        AS each (run_id, number, change_key, body)
      JOIN runner.runs ON runs.tenant = $1 AND runs.id = each.run_id
      ON CONFLICT (tenant, run_id, number) DO UPDATE
      SET pair = excluded.pair, change_key = excluded.change_key, body = excluded.body`,
    columnsOf: (person) => [person.runId, person.index, keyText(person.changeKey), jsonText(person)],
  });
}

const rowKey = ({ runId, seq }: JournalRow) => `${runId} ${seq}`;
const personKey = ({ runId, index }: RunPerson) => `${runId} ${index}`;
