import { createBambooApi } from '../bamboo-api/create-bamboo-api.ts';
import { createRequestGate, type RequestGate } from '../http/request-gate.ts';
import type { Clock } from '../shared/clock.ts';
import { createSiApi } from '../si-api/create-si-api.ts';
import type { Runner } from './tenant-deps.ts';

/**
 * The network, chance and ids of a process. `clock`: the one all workers share, by which also what a system asks to wait counts.
 * What a company's system complained of outlives its clients, and holds up no other company.
 */
export function createOutside(clock: Clock, request: typeof fetch = (...args) => fetch(...args)): Runner['outside'] {
  const gates = new Map<string, RequestGate>();
  const gateOf = (host: string) => {
    const gate = gates.get(host) ?? createRequestGate(clock);
    gates.set(host, gate);
    return gate;
  };
  const shared = { fetch: request, clock };
  return {
    clock,
    connectBamboo: (target) => createBambooApi({ ...target, ...shared, gate: gateOf(`bamboo:${target.subdomain}`) }),
    connectSi: (target) => createSiApi({ ...target, ...shared, gate: gateOf(`si:${target.address}`) }),
    newId: () => crypto.randomUUID(),
    random: () => Math.random(),
  };
}
