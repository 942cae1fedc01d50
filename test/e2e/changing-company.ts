import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { BambooEmployee } from '../../sandbox/state/bamboo-state.ts';

/** Promotions and moves in every round, somebody hired in two of three, somebody gone in every fourth. Logins of the hired. */
export function changeCompany({ state }: Sandbox, round: number): string[] {
  const lastChanged = new Date().toISOString();
  const { employees } = state.bamboo;
  const linked = new Set(
    state.si.users.flatMap(({ isActive, externalSystemId }) => (isActive ? [externalSystemId] : [])),
  );
  const there = employees.filter(({ id, status }) => status === 'Active' && linked.has(id));
  for (let turn = 0; turn < 3; turn += 1) {
    const person = there[(round * 7 + turn * 11) % there.length] as BambooEmployee;
    Object.assign(person, { jobTitle: `Title ${round}`, lastChanged });
  }
  if (round % 4 === 0) Object.assign(there[(round * 5) % there.length] ?? {}, { status: 'Inactive', lastChanged });
  if (round % 3 === 1) return [];
  // Whoever has just left hires nobody.
  const model = there.find(({ status }) => status === 'Active') as BambooEmployee;
  const workEmail = `hired.${round}@${model.workEmail?.split('@')[1]}`.toLowerCase();
  const names = { firstName: `Hired${'abcdefghij'[round % 10]}`, lastName: `Newcomer${round}`, preferredName: null };
  const unique = { id: String(900_000 + round), employeeNumber: String(90_000 + round), supervisorEId: model.id };
  employees.push({ ...model, ...names, ...unique, workEmail, homeEmail: null, lastChanged, future: [] });
  return [workEmail];
}
