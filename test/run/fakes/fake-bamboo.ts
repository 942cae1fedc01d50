import type { BambooSnapshot } from '../../../src/domain/snapshot.ts';
import type { BambooApi } from '../../../src/bamboo-api/bamboo-api.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { EmployeeId } from '../../../src/domain/ids.ts';
import type { Employee } from '../../../src/domain/people.ts';
import { locked } from './locked.ts';

export interface FakeBamboo extends BambooApi {
  /** The address it answers at, and the one key it takes there. */
  subdomain: string;
  apiKey: string;
  /** A client with this key for this address; where either is another it is refused, as the real one is. */
  connect(target: { readonly subdomain: string; readonly apiKey: string }): BambooApi;
  employees: Employee[];
  snapshot: Partial<BambooSnapshot>;
  /** Who was deleted, and when (epoch ms). */
  deleted: { readonly id: EmployeeId; readonly atMs: number }[];
  /** Instants (epoch ms) since which deletions were asked for. */
  readonly askedSince: readonly number[];
  /** Takes the record away; the change log says so from now on. */
  remove(id: string, atMs: number): void;
  /** Thrown by every call while set. */
  failure: AppError | undefined;
  /** Runs at the beginning of every full read. */
  onRead: (() => void | Promise<void>) | undefined;
  readonly reads: number;
  /** How often it was asked whose key it is. */
  readonly ownerReads: number;
  keyOwner: { readonly id?: string; readonly name?: string };
  change(id: string, change: Partial<Employee>): void;
}

/** BambooHR in memory. */
export function createFakeBamboo(employees: readonly Employee[]): FakeBamboo {
  let reads = 0;
  let ownerReads = 0;
  const askedSince: number[] = [];
  const turn = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (fake.failure) throw fake.failure;
  };
  const fake: FakeBamboo = {
    subdomain: 'acme',
    apiKey: 'k3y',
    connect: ({ subdomain, apiKey }) =>
      locked<BambooApi>(fake, (method) => {
        if (subdomain !== fake.subdomain) return new AppError('bamboo-wrong-subdomain');
        if (apiKey === fake.apiKey) return undefined;
        // The client takes a refusal of this question for an owner nobody may know.
        return method === 'readKeyOwner' ? { answer: {} } : new AppError('bamboo-wrong-key', { status: 401 });
      }),
    employees: [...employees],
    snapshot: {},
    deleted: [],
    askedSince,
    remove(id, atMs) {
      fake.employees = fake.employees.filter((employee) => employee.id !== id);
      fake.deleted.push({ id: id as EmployeeId, atMs });
    },
    failure: undefined,
    onRead: undefined,
    keyOwner: { id: '1', name: 'Ada Admin' },
    get reads() {
      return reads;
    },
    get ownerReads() {
      return ownerReads;
    },
    change(id, change) {
      fake.employees = fake.employees.map((employee) => (employee.id === id ? { ...employee, ...change } : employee));
    },
    async testConnection() {
      await turn();
      return {
        companyName: 'Acme',
        keyOwner: 'Ada Admin',
        visible: fake.employees.length,
        notVisible: 0,
        active: fake.employees.filter((employee) => employee.status === 'active').length,
        inactive: fake.employees.filter((employee) => employee.status === 'inactive').length,
        withWorkEmail: fake.employees.filter((employee) => typeof employee.workEmail === 'string').length,
        fields: [{ field: 'firstName', required: true, readable: 'all' }],
        sources: { report: true, list: true },
      };
    },
    async readEverybody(options) {
      reads += 1;
      await fake.onRead?.();
      await turn();
      if (options?.signal?.aborted) throw new AppError('aborted');
      options?.onProgress?.(fake.employees.length, fake.employees.length);
      return {
        subdomain: fake.subdomain,
        employees: fake.employees,
        issues: [],
        notVisible: [],
        hiddenFields: [],
        sources: { report: true, list: true },
        visibility: 'full',
        ...fake.snapshot,
      };
    },
    async readCompanyName() {
      return 'Acme';
    },
    async readKeyOwner() {
      ownerReads += 1;
      await turn();
      return fake.keyOwner;
    },
    async readDeleted(sinceMs) {
      askedSince.push(sinceMs);
      await turn();
      return fake.deleted.filter(({ atMs }) => atMs >= sinceMs).map(({ id }) => id);
    },
  };
  return fake;
}
