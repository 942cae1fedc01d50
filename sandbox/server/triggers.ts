import { pathMatches, type Side } from './request-log.ts';

/** A call of the control API. */
interface ControlCall {
  method: string;
  path: string;
  body?: unknown;
}

/** Control calls made by the sandbox itself when a matching request arrives, once. */
export interface TriggerSpec {
  side: 'bamboo' | 'si';
  /** Prefix or pattern, and method, as in a fault. */
  path: string;
  method?: string;
  /** Matching requests that pass before it fires; 0 by default. */
  skip?: number;
  /** Before the request is carried out (the default), or between carrying out and answering. */
  when?: 'before' | 'after';
  calls: ControlCall[];
}

interface Trigger extends TriggerSpec {
  id: number;
  passed: number;
  /** Statuses the control API answered; null until it fires. */
  fired: number[] | null;
}

const KNOWN_KEYS = new Set(['side', 'path', 'method', 'skip', 'when', 'calls']);

/** What happens in the middle of a run: the n-th matching request sets off calls of the control API. */
export class TriggerList {
  all: Trigger[] = [];
  /** Carries a control call out and gives its status; set by whoever starts the sandbox. */
  perform: (call: ControlCall) => Promise<number> = () => Promise.resolve(0);
  private nextId = 1;

  /** Adds one; throws RangeError on an unknown key or side, or without calls. */
  add(spec: TriggerSpec): Trigger {
    for (const key of Object.keys(spec)) if (!KNOWN_KEYS.has(key)) throw new RangeError(`unknown trigger key "${key}"`);
    if (spec.side !== 'bamboo' && spec.side !== 'si') throw new RangeError('trigger side is bamboo or si');
    if (!Array.isArray(spec.calls) || spec.calls.length === 0) throw new RangeError('trigger calls is a list of calls');
    pathMatches(spec.path, '');
    const trigger: Trigger = { ...spec, id: this.nextId, passed: 0, fired: null };
    this.nextId += 1;
    this.all.push(trigger);
    return trigger;
  }

  /** The triggers this request sets off, counted down. */
  take(side: Side, method: string, pathAndQuery: string): Trigger[] {
    return this.all.filter((trigger) => {
      if (trigger.fired !== null || trigger.side !== side || !pathMatches(trigger.path, pathAndQuery)) return false;
      if (trigger.method !== undefined && !trigger.method.toUpperCase().split('|').includes(method)) return false;
      trigger.passed += 1;
      if (trigger.passed <= (trigger.skip ?? 0)) return false;
      trigger.fired = [];
      return true;
    });
  }

  /** Carries out the calls of those triggers that belong to this moment. */
  async fire(triggers: Trigger[], when: 'before' | 'after'): Promise<void> {
    for (const trigger of triggers) {
      if ((trigger.when ?? 'before') !== when) continue;
      for (const call of trigger.calls) trigger.fired?.push(await this.perform(call));
    }
  }

  clear(): void {
    this.all = [];
  }
}
