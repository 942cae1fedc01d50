import { setTimeout as pause } from 'node:timers/promises';
import { tableLines } from '../../../src/runner/cli/print/table.ts';
import type { DemoCompany } from './demo-companies.ts';
import { resultHere } from './run-here.ts';

/** A company as it is at the end. */
export interface Look {
  readonly name: string;
  readonly employees: number;
  readonly accounts: number;
  /** How many imports were made by workers. */
  readonly automatic: number;
  readonly confirmed: number;
  readonly failed: number;
  /** Rows an import would still write. */
  readonly left: number;
  /** Two accounts of one login. */
  readonly doubled: number;
}

interface RunSeen {
  readonly trigger: string;
  readonly state: string;
  readonly counts: Readonly<Record<'confirmed' | 'failed' | 'unknown' | 'skipped' | 'pending', number>>;
}
interface PreviewSeen {
  readonly rows: readonly { readonly kind: string; readonly selected: boolean }[];
}

const writing = ['create', 'update', 'deactivate', 'reactivate'];

/** Waits until the workers are done with every company, or the instant (epoch ms) has come, and looks at each anew. */
export async function lookAtAll(
  companies: readonly DemoCompany[],
  env: Readonly<Record<string, string>>,
  untilMs: number,
): Promise<readonly Look[]> {
  for (; Date.now() < untilMs; await pause(1_000)) {
    const last = await Promise.all(companies.map(async ({ name }) => (await runsOf(name, env))[0]));
    if (last.every((run) => run?.trigger === 'automatic' && run.state === 'done')) break;
  }
  const looks: Look[] = [];
  for (const company of companies) looks.push(await lookAt(company, env));
  return looks;
}

async function lookAt({ name, sandbox }: DemoCompany, env: Readonly<Record<string, string>>): Promise<Look> {
  sandbox.faults.clear();
  const automatic = (await runsOf(name, env)).filter(({ trigger }) => trigger === 'automatic');
  const { rows } = await resultHere<PreviewSeen>(['preview', name], env);
  const { users } = sandbox.state.si;
  const sum = (count: 'confirmed' | 'failed') => automatic.reduce((total, run) => total + run.counts[count], 0);
  return {
    name,
    employees: sandbox.state.bamboo.employees.length,
    accounts: users.length,
    automatic: automatic.length,
    confirmed: sum('confirmed'),
    failed: sum('failed'),
    left: rows.filter(({ kind, selected }) => selected && writing.includes(kind)).length,
    doubled: users.length - new Set(users.map(({ loginname }) => loginname.toLowerCase())).size,
  };
}

function runsOf(name: string, env: Readonly<Record<string, string>>): Promise<readonly RunSeen[]> {
  return resultHere(['history', name], env);
}

/** A worker imported what changed, nobody failed, nobody is there twice, and nothing is left to do. */
export function isInStep({ automatic, confirmed, failed, left, doubled }: Look): boolean {
  return automatic > 0 && confirmed > 0 && failed === 0 && left === 0 && doubled === 0;
}

export function demoTable(looks: readonly Look[]): readonly string[] {
  const heads = ['company', 'BambooHR', 'accounts', 'imports by workers', 'confirmed', 'failed', 'left', ''];
  const rows = looks.map((look) => [
    look.name,
    ...[look.employees, look.accounts, look.automatic, look.confirmed, look.failed, look.left].map(String),
    isInStep(look) ? 'in step' : 'NOT IN STEP',
  ]);
  return tableLines([heads, ...rows]);
}
