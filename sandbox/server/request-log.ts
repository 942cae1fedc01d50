export type Side = 'bamboo' | 'si' | 'other';

/** One request as it arrived; `status` stays null while it is open or when its connection was cut. */
export interface RequestEntry {
  id: number;
  at: string;
  ms: number | null;
  side: Side;
  host: string;
  method: string;
  path: string;
  query: string;
  /** Body text of a write, at most 16 kB of it. */
  body: string | null;
  contentType: string | null;
  who: string;
  status: number | null;
  fault: string | null;
}

export interface RequestFilter {
  side?: string;
  host?: string;
  method?: string;
  /** Prefix, or a regular expression when it does not start with a slash. */
  path?: string;
  who?: string;
  status?: number;
  /** Entries with a higher id only. */
  after?: number;
}

/** True when the pattern is a prefix of the path (leading slash) or a regular expression that finds it. */
export function pathMatches(pattern: string, path: string): boolean {
  return pattern.startsWith('/') ? path.startsWith(pattern) : new RegExp(pattern).test(path);
}

/** All requests of both vendors since the start or the last `clear()`, oldest first. */
export class RequestLog {
  entries: RequestEntry[] = [];
  private nextId = 1;

  add(entry: Omit<RequestEntry, 'id'>): RequestEntry {
    const stored = { id: this.nextId, ...entry };
    this.nextId += 1;
    this.entries.push(stored);
    if (this.entries.length > 200_000) this.entries.splice(0, 100_000);
    return stored;
  }

  find(filter: RequestFilter = {}): RequestEntry[] {
    return this.entries.filter(
      (entry) =>
        (filter.side === undefined || entry.side === filter.side) &&
        (filter.host === undefined || entry.host === filter.host) &&
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        (filter.path === undefined || pathMatches(filter.path, entry.path)) &&
        (filter.who === undefined || entry.who === filter.who) &&
        (filter.status === undefined || entry.status === filter.status) &&
        (filter.after === undefined || entry.id > filter.after),
    );
  }

  clear(): void {
    this.entries = [];
  }
}
