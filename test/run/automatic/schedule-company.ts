import { saveSettings } from '../../../src/admin/save-settings.ts';
import type { NamedState } from '../../../src/domain/state.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { createLife } from '../fakes/life.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, previewSeen, settled, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import type { Outcome } from './schedule-model.ts';
import { putFacts } from '../../put-facts.ts';

const numbers = Array.from({ length: 12 }, (_, at) => String(at + 1));

/** The changes after a suspension that are no flood in a company of twelve. */
export const handful = 5;

/** A small company under automatic imports, and what can be seen of them from outside. */
export interface Company {
  readonly world: World;
  worker: Worker;
  /** The first `count` people get a title nobody had before. */
  promote(count: number): void;
  differing(): number;
  away(is: boolean): void;
  refuse(is: boolean): void;
  /** BambooHR's key is another, and an admin enters it. */
  renewKey(): Promise<void>;
  /** The worker looks, as after an alarm; what that came to, told from what it read, kept and announced. */
  tick(): Promise<Outcome>;
  restart(): void;
  /** The worker dies in its next reading. */
  dieReading(is: boolean): void;
}

export async function createCompany(chance: number): Promise<Company> {
  const world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'First' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'First' })),
  );
  world.chance = () => chance;
  world.settings = { ...world.settings, automaticImports: true };
  let titles = 0;
  let keys = 0;
  const trouble = { away: false, refused: false };
  const settle = () => {
    const code = trouble.away ? 'offline' : trouble.refused ? 'bamboo-wrong-key' : undefined;
    world.bamboo.failure = code && new AppError(code);
  };
  const company: Company = {
    world,
    worker: startWorker(world),
    promote(count) {
      titles += 1;
      for (const id of numbers.slice(0, count)) world.bamboo.change(id, { jobTitle: `Title ${titles}` });
    },
    differing: () =>
      world.bamboo.employees.filter(({ id, jobTitle }) => world.si.user(`u${id}`).jobTitle !== jobTitle).length,
    away(is) {
      trouble.away = is;
      settle();
    },
    refuse(is) {
      trouble.refused = is;
      settle();
    },
    async renewKey() {
      keys += 1;
      world.bamboo.apiKey = `key ${keys}`;
      await saveSettings(company.worker.deps, { bambooKey: world.bamboo.apiKey });
    },
    async tick() {
      const { worker } = company;
      const [reads, told] = [world.bamboo.reads, world.notices.length];
      const before = await worker.deps.state.get('schedule');
      await worker.coordinator.tick();
      await worker.quiet();
      const after = await startWorker(world).deps.state.get('schedule');
      if (world.bamboo.reads === reads && before?.lastAttemptMs === after?.lastAttemptMs) {
        return isInterrupted(after) && after?.lastProblem?.atMs !== before?.lastProblem?.atMs
          ? 'interrupted'
          : 'nothing';
      }
      if (worker.life.isDead) return 'killed';
      if (world.notices.slice(told).some(({ kind }) => kind === 'suspension-ended')) return 'looked';
      return outcomeOf(after);
    },
    restart() {
      company.worker.life.kill();
      company.worker = startWorker(world, createLife());
    },
    dieReading(is) {
      world.bamboo.onRead = is ? () => company.worker.life.kill() : undefined;
    },
  };
  await putFacts(company.worker.deps.pairs, settled);
  await previewSeen(company.worker);
  return company;
}

function isInterrupted(schedule: NamedState['schedule'] | undefined): boolean {
  return schedule?.lastProblem?.error?.code === 'run-interrupted';
}

function outcomeOf(schedule: NamedState['schedule'] | undefined): Outcome {
  const problem = schedule?.lastProblem;
  if (problem?.guards) return 'blocked';
  if (problem?.error?.code === 'bamboo-wrong-key') return 'refused';
  return problem ? 'failed' : 'imported';
}
