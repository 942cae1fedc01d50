import type { SandboxOptions } from '../../../sandbox/start-sandbox.ts';
import type { BambooEmployee } from '../../../sandbox/state/bamboo-state.ts';
import type { SiUser } from '../../../sandbox/state/si-state.ts';
import type { UiPort } from '../../../src/ui/shell/port.ts';
import type { CauseId } from '../../../src/ui/health/why/why-causes.ts';
import type { AtSandbox } from '../../run/fakes/sandbox-worker.ts';

/** What stands for a `{0}` of an expected sentence. */
export type Words = string | { readonly en: string; readonly de: string };

export interface Stage {
  readonly at: AtSandbox;
  readonly send: UiPort['send'];
  readonly cast: Cast;
  /** Asks about a row by its key, or of whoever is in no list by what somebody types, and reads the answer in both languages. */
  says(cause: CauseId, who: string, ...words: readonly Words[]): Promise<void>;
}

/** One company in which causes really happen, one after the other. */
export interface Scene {
  readonly name: string;
  /** All of them are heard, and no others. */
  readonly causes: readonly CauseId[];
  readonly options?: SandboxOptions;
  act(stage: Stage): Promise<void>;
}

/** A person with both records. */
export interface Pair {
  /** Of the plan's row. */
  readonly key: string;
  readonly name: string;
  readonly employee: BambooEmployee;
  readonly user: SiUser;
}

/** Whoever a scene needs, nobody twice. */
export interface Cast {
  /** Somebody at work without reports, in step on both sides and found by the ID. */
  pair(): Pair;
  /** Adds somebody who is at work in BambooHR and has no account. */
  newcomer(values?: Partial<BambooEmployee>): BambooEmployee;
  /** Adds an account nobody in BambooHR belongs to. */
  account(values?: Partial<SiUser>): SiUser;
}

const names =
  'Abara Brixton Czerny Dvorak Eklund Fujita Gruber Haddad Ivanov Jokinen Kowal Lindqvist Moreau Nkemelu'.split(' ');

export function castOf({ sandbox }: AtSandbox): Cast {
  const { bamboo, si, truth } = sandbox.state;
  const bosses = new Set(bamboo.employees.map((each) => each.supervisorEId));
  const owners = new Set(bamboo.keys.map((each) => each.employeeId));
  const pairs = bamboo.employees.flatMap((employee): Pair[] => {
    const user = si.users.find((each) => each.externalSystemId === employee.id);
    const isPlain = user !== undefined && user.isActive && !user.isAdmin && !user.isHR && !user.isGuest;
    const isCalm = truth.employees[employee.id]?.kind === 'unchanged' && user?.loginname === employee.workEmail;
    if (!isPlain || !isCalm || bosses.has(employee.id) || owners.has(employee.id)) return [];
    const name = `${employee.firstName} ${employee.lastName}`;
    return [{ key: `e:${employee.id}`, name, employee, user }];
  });
  const [template] = pairs;
  let added = 0;
  const next = () => {
    const name = names[added];
    added += 1;
    if (template === undefined || name === undefined) throw new Error('the company is too small for this scene');
    return { template, name, address: `${name.toLowerCase()}@larkspur.example` };
  };
  return {
    pair() {
      const pair = pairs.pop();
      if (pair === undefined || pairs.length === 0) throw new Error('the company is too small for this scene');
      return pair;
    },
    newcomer(values = {}) {
      const { template: like, name, address } = next();
      const own = {
        middleName: null,
        preferredName: null,
        homeEmail: null,
        linkedIn: null,
        photoVersion: 0,
        future: [],
      };
      const who = { id: `99${added}00`, employeeNumber: `99${added}00`, firstName: 'Ottilie', lastName: name };
      const employee = {
        ...structuredClone(like.employee),
        ...own,
        ...who,
        workEmail: address,
        hireDate: '2026-11-02',
      };
      bamboo.employees.push(Object.assign(employee, values));
      return employee;
    },
    account(values = {}) {
      const { template: like, name, address } = next();
      const who = { id: `${like.user.id.slice(0, -2)}${added}z`, firstName: 'Walter', lastName: name };
      const user = { ...structuredClone(like.user), ...who, loginname: address, email: address };
      si.users.push(Object.assign(user, { externalSystemId: null, hiringDate: Date.UTC(2003, 4, 5) }, values));
      return user;
    },
  };
}

/** Key of the plan's row. */
export const rowOf = ({ id }: { readonly id: string }): string => `e:${id}`;

/** The path of a fault that meets the writes to this account alone; ids may have a `*`. */
export const writesTo = ({ id }: { readonly id: string }): string => `^/api/v2/users/${id.replaceAll('*', '[*]')}$`;

/** Date and time, or the date alone, as a sentence has them in both languages. */
export function timeOf(atMs: number, parts: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }) {
  const as = (locale: string) => new Date(atMs).toLocaleString(locale, parts);
  return { en: as('en-US'), de: as('de-DE') };
}

export const dayOf = (atMs: number) => timeOf(atMs, { dateStyle: 'medium' });
