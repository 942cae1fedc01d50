import { pathMatches, type Side } from './request-log.ts';

/** A disturbance of matching requests. Everything but `side` and `path` is optional. */
export interface FaultSpec {
  side: 'bamboo' | 'si';
  /** One method, or several as in `PUT|POST`. */
  method?: string;
  /** Prefix of the path when it starts with a slash, else a regular expression on path and query. */
  path: string;
  /** Answers this status in the vendor's own style. */
  status?: number;
  /** `Retry-After`: seconds, or any text such as an HTTP date. */
  retryAfter?: number | string;
  /** Waits before anything else happens; with `after: 'apply'` between carrying out and answering. */
  delayMs?: number;
  /** Cuts the answer after so many bytes; with `reset` the full length is announced and the connection dies. */
  truncate?: number;
  /** Answers an HTML page (a captive portal) with `status` or 200. */
  html?: boolean;
  /** Kills the connection without an answer. */
  reset?: boolean;
  /** Waits, after `delayMs`, until this fault is taken away. */
  hold?: boolean;
  /** Answers as if the request had been carried out, and changes nothing. */
  pretend?: boolean;
  /** Answers this value as JSON with `status` or 200. */
  json?: unknown;
  /** `apply`: the request is carried out first, only its answer is disturbed. */
  after?: 'apply';
  /** Lets so many matching requests pass first. */
  skip?: number;
  /** How many requests it meets; 1 by default. */
  count?: number | 'forever';
}

export interface Fault extends FaultSpec {
  id: number;
  hits: number;
  /** Matching requests let pass so far. */
  passed: number;
}

const KNOWN_KEYS = new Set([
  'side',
  'method',
  'path',
  'status',
  'retryAfter',
  'delayMs',
  'truncate',
  'html',
  'reset',
  'hold',
  'pretend',
  'json',
  'after',
  'skip',
  'count',
]);

/** The active disturbances, in the order they were added; the first match wins. */
export class FaultList {
  active: Fault[] = [];
  private nextId = 1;
  private readonly held = new Map<number, Array<() => void>>();

  /** Adds one; throws on an unknown key or side and on an unusable regular expression. */
  add(spec: FaultSpec): Fault {
    for (const key of Object.keys(spec)) if (!KNOWN_KEYS.has(key)) throw new RangeError(`unknown fault key "${key}"`);
    if (spec.side !== 'bamboo' && spec.side !== 'si') throw new RangeError('fault side is bamboo or si');
    if (typeof spec.path !== 'string' || spec.path === '') throw new RangeError('fault path is a prefix or a pattern');
    if (spec.after !== undefined && spec.after !== 'apply') throw new RangeError('fault after is "apply"');
    pathMatches(spec.path, '');
    const fault: Fault = { ...spec, id: this.nextId, hits: 0, passed: 0 };
    this.nextId += 1;
    this.active.push(fault);
    return fault;
  }

  /** The fault that meets this request, counted down; null when none does. */
  take(side: Side, method: string, pathAndQuery: string): Fault | null {
    for (const fault of this.active) {
      if (fault.side !== side) continue;
      if (fault.method !== undefined && !fault.method.toUpperCase().split('|').includes(method)) continue;
      if (!pathMatches(fault.path, pathAndQuery)) continue;
      if (fault.passed < (fault.skip ?? 0)) {
        fault.passed += 1;
        continue;
      }
      const limit = fault.count ?? 1;
      if (limit !== 'forever' && fault.hits >= limit) continue;
      fault.hits += 1;
      return fault;
    }
    return null;
  }

  /** Settles as soon as the fault is no longer there. */
  untilRemoved(id: number): Promise<void> {
    if (!this.active.some((fault) => fault.id === id)) return Promise.resolve();
    return new Promise((resolve) => this.held.set(id, [...(this.held.get(id) ?? []), resolve]));
  }

  /** Takes one away and lets go the requests it holds. */
  remove(id: number): void {
    this.active = this.active.filter((fault) => fault.id !== id);
    for (const release of this.held.get(id) ?? []) release();
    this.held.delete(id);
  }

  /** Takes all away. */
  clear(): void {
    // `remove` puts another list in place of this one.
    for (const { id } of this.active) this.remove(id);
  }
}
