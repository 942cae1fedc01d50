import { expect } from 'vitest';
import type { Database } from '../../../src/runner/store/database.ts';
import { intervalMinutes } from './online-company.ts';

interface Schedule {
  readonly lastAttemptMs?: number;
  readonly nextDueMs?: number;
}

/** Has the database keep every schedule that is ever stored, whoever stores it. */
export async function witnessSchedules(database: Database): Promise<void> {
  await database.rows(`
    CREATE TABLE public.schedules (seq bigint GENERATED ALWAYS AS IDENTITY, tenant text, body json);
    CREATE FUNCTION public.witness() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO public.schedules (tenant, body) VALUES (NEW.tenant, NEW.body); RETURN NEW; END $$;
    CREATE TRIGGER witness AFTER INSERT OR UPDATE ON runner.state FOR EACH ROW WHEN (NEW.name = 'schedule')
    EXECUTE FUNCTION public.witness()`);
}

/** Each attempt was due, and used its due time up: the next one is an interval later. How many attempts there were. */
export async function expectEachDueOnce(database: Database, tenant: string): Promise<number> {
  const text = 'SELECT body FROM public.schedules WHERE tenant = $1 ORDER BY seq';
  const stored = (await database.rows<{ body: Schedule }>(text, [tenant])).map(({ body }) => body);
  let dueMs = 0;
  let attemptMs: number | undefined;
  let attempts = 0;
  for (const { lastAttemptMs, nextDueMs = 0 } of stored) {
    if (lastAttemptMs !== undefined && lastAttemptMs !== attemptMs) {
      expect(lastAttemptMs).toBeGreaterThanOrEqual(dueMs);
      expect(nextDueMs - lastAttemptMs).toBe(intervalMinutes * 60_000);
      attemptMs = lastAttemptMs;
      attempts += 1;
    }
    dueMs = nextDueMs;
  }
  expect(attempts).toBeGreaterThan(0);
  return attempts;
}
