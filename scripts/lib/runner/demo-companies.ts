import { accountsOf } from '../../../sandbox/accounts.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/start-sandbox.ts';
import { resultHere } from './run-here.ts';

/** A made-up company with both its systems. */
export interface DemoCompany {
  readonly name: string;
  readonly sandbox: Sandbox;
}

const names = ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir', 'hazel', 'juniper'] as const;
const employees = 40;

export async function startCompanies(): Promise<readonly DemoCompany[]> {
  return Promise.all(
    names.map(async (name, at) => {
      const sandbox = await startSandbox({ employees, seed: at + 1 });
      const { state } = sandbox;
      state.bamboo.subdomain = name;
      state.bambooOther.subdomain = `${name}-other`;
      state.si.subdomain = name;
      return { name, sandbox };
    }),
  );
}

/** Where each of their hosts is. */
export function portsOf(companies: readonly DemoCompany[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    companies.flatMap(({ name, sandbox }) => [
      [`${name}.bamboohr.com`, sandbox.port],
      [`${name}.small-improvements.com`, sandbox.port],
    ]),
  );
}

/** The settings file of a company. */
export function settingsOf({ name, sandbox }: DemoCompany): object {
  return {
    bambooSubdomain: name,
    siAddress: `https://${name}.small-improvements.com`,
    headCount: headCountOf(sandbox),
  };
}

function headCountOf({ state }: Sandbox): number {
  return state.bamboo.employees.length;
}

/** The keys of a company, as its administrator hands them in. */
export function keysOf({ sandbox }: DemoCompany): Readonly<Record<string, string>> {
  const { bamboo, smallImprovements } = accountsOf(sandbox.state, 'full');
  return { BAMBOO_API_KEY: bamboo.apiKey, SI_TOKEN: smallImprovements.token };
}

/** What every administrator does once by hand: look, import the first new person, answer, import the others. */
export async function importByHand({ name }: DemoCompany, env: Readonly<Record<string, string>>): Promise<void> {
  await importOnce(name, env);
  await resultHere(['answer', name, 'not-mailed'], env);
  await importOnce(name, env);
}

async function importOnce(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { fingerprint } = await resultHere<{ readonly fingerprint: string }>(['preview', name], env);
  await resultHere(['import', name, '--plan', fingerprint], env);
}

/** A day in HR: some get a new title, two begin. Small Improvements answers slowly from now on. */
export function changeBamboo({ name, sandbox }: DemoCompany): void {
  const active = sandbox.state.bamboo.employees.filter(({ status }) => status === 'Active');
  for (const employee of active.slice(0, 10)) employee.jobTitle = 'Senior Gardener';
  const [model] = active;
  if (model) {
    for (const firstName of ['Nova', 'Juno']) {
      sandbox.state.bamboo.employees.push({
        ...model,
        id: `9${firstName.length}${firstName.charCodeAt(0)}`,
        employeeNumber: null,
        firstName,
        lastName: `Of ${name}`,
        preferredName: null,
        workEmail: `${firstName.toLowerCase()}@${name}.example`,
        supervisorEId: model.id,
      });
    }
  }
  sandbox.faults.add({ side: 'si', path: '/', delayMs: 250, count: 'forever' });
}

/** Writes Small Improvements was sent since the instant (epoch ms). */
export function writesSince({ sandbox }: DemoCompany, sinceMs: number): number {
  return sandbox.requests.entries.filter(
    ({ side, method, path, at }) =>
      side === 'si' && method !== 'GET' && !path.includes('/by-') && Date.parse(at) >= sinceMs,
  ).length;
}
