import pLimit from 'p-limit';
import type { NamedState } from '../../domain/state.ts';
import type { Told } from '../../domain/unattended/telling.ts';
import type { StateStore } from '../../history/state-store.ts';
import { createTelling, type Telling } from '../../run/automatic/telling.ts';
import type { LookDeps } from '../../run/automatic/present-causes.ts';
import type { Notice } from '../../run/deps.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { jsonText } from '../store/columns.ts';
import { stored } from '../store/database.ts';
import { createStores } from '../store/stores.ts';
import type { Looks } from '../work/looks.ts';
import { type Message, toldCause } from './message.ts';
import { createStorageNews, type StorageNewsDeps } from './storage-news.ts';

export interface TellerDeps extends StorageNewsDeps {
  readonly newId: () => string;
}

/** Tells, for all tenants a worker works for, what needs an administrator: by the rules a browser tells by. */
export interface Teller {
  /** Hears what automatic imports came to. */
  told(tenant: string, notice: Notice): void;
  /** Does the work at the tenant, and tells what is to be told then. Errors: as the work; storage */
  watch(tenant: string, work: () => Promise<void>): Promise<void>;
  /** Keeps in mind where each of these tenants is told, and no other: also of one nobody here has looked at. */
  remember(tenants: readonly string[]): Promise<void>;
  /** Tells everybody in mind, without the database, what it does not do. */
  away(code: ErrorCode): Promise<void>;
}

interface TenantTelling {
  readonly telling: Telling;
  /** Keeps in mind where, and whether, the tenant is told, for the time its database cannot say it. */
  remember(): Promise<void>;
  /** Resolves when it was told, or could not be. */
  away(code: ErrorCode): Promise<void>;
  readonly from: LookDeps;
}

export function createTeller(deps: TellerDeps): Teller {
  const tellings = new Map<string, TenantTelling>();
  const of = (tenant: string): TenantTelling => {
    const known = tellings.get(tenant) ?? tellingOf(tenant, deps);
    tellings.set(tenant, known);
    return known;
  };
  return {
    told: (tenant, notice) => {
      const { telling, from } = of(tenant);
      telling.notify(notice, from);
    },
    watch: async (tenant, work) => {
      const { telling, from, remember } = of(tenant);
      await remember();
      await telling.watch(async () => {
        await work();
        await telling.lookAgain(from);
      });
    },
    remember: async (tenants) => {
      for (const known of tellings.keys()) if (!tenants.includes(known)) tellings.delete(known);
      for (const tenant of tenants) await of(tenant).remember();
    },
    away: async (code) => {
      const limit = pLimit(atOnce);
      await Promise.all([...tellings.values()].map((each) => limit(() => each.away(code))));
    },
  };
}

/** Messages that leave without the queue, at a time. */
const atOnce = 4;

/** The same queue; whoever looks at a tenant also tells of it. */
export function watching(looks: Looks, teller: Teller): Looks {
  const watched = (look: (tenant: string) => Promise<void>) => (tenant: string) =>
    teller.watch(tenant, () => look(tenant));
  return { ...looks, take: (atOnce, look) => looks.take(atOnce, watched(look)) };
}

function tellingOf(tenant: string, deps: TellerDeps): TenantTelling {
  const { database, key, clock, deliveries, newId } = deps;
  const stores = createStores(database, tenant, { key });
  const storage = createStorageNews(tenant, deps);
  let messages: Message[] = [];
  const message = (part: Pick<Message, 'type' | 'cause'>): Message => ({
    id: newId(),
    at: new Date(clock.now()).toISOString(),
    company: tenant,
    ...part,
  });
  let failing: ErrorCode | undefined;
  /** Asked while the database answers. */
  let isSync = true;
  const remember = async () => {
    if (!(await storage.remember())) return;
    const read = await stores.settings.readable().catch(() => undefined);
    isSync = read ? read.settings.mode === 'sync' : isSync;
  };
  const telling = createTelling({
    show: async (cause) => {
      if (cause.id === 'storage') await storage.tell(cause);
      else messages.push(message({ type: 'cause.told', cause: toldCause(cause) }));
    },
    clear: async (id) => {
      if (id === 'storage') await storage.takeBack();
      else messages.push(message({ type: 'cause.gone', cause: { id } }));
    },
    // Metrics count what was told.
    badge: async () => undefined,
    told: {
      get: async () => failing,
      set: async (code) => {
        failing = code;
      },
    },
    isSync: async () => isSync,
  });
  let before: Told | undefined;
  /** What was told is stored only together with the messages that tell it, so that neither is lost and none is doubled. */
  const state: StateStore = {
    ...stores.state,
    get: async <K extends keyof NamedState>(name: K) => {
      const value = await stores.state.get(name);
      if (name === 'told') {
        before = value as Told | undefined;
        messages = [];
      }
      return value;
    },
    set: async (name, value) => {
      if (name !== 'told') return stores.state.set(name, value);
      const values = [tenant, jsonText(value), before && jsonText(before)];
      await stored('told.set', () =>
        database.transaction(async (tx) => {
          // Of two workers that have looked at the same moment one tells.
          if ((await tx.rows(replaceTold, values)).length > 0) await deliveries.add(messages, tx);
        }),
      );
    },
  };
  const away = async (code: ErrorCode) => {
    const failed = () => Promise.reject(new AppError(code, { operation: 'queue' }));
    // What is told is what work would have met.
    await telling.watch(failed).catch(() => undefined);
  };
  return { telling, remember, away, from: { ...stores, state, clock } };
}

const replaceTold = `
  INSERT INTO runner.state VALUES ($1, 'told', $2)
  ON CONFLICT (tenant, name) DO UPDATE SET body = excluded.body WHERE runner.state.body::text = $3
  RETURNING 1`;
