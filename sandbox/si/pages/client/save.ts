import type { FieldName, Profile } from './page-types.ts';

const HEADERS = {
  Accept: 'application/json',
  'Content-Type': 'application/json;charset=UTF-8',
  // The name of the header is inferred (reference §1.3).
  'X-CSRF-Token': 'page',
};

/** Keys an update may blank when they are missing (reference §4.3), kept as they are. */
const KEPT = ['team', 'hiringDate', 'externalSystemId', 'employeeId'];

/**
 * Saves the form through the API the app itself uses: `PUT users/{id}`, then the manager if it changed
 * (inferred, reference §4.3). Returns whether everything was accepted.
 */
export async function saveProfile(profile: Profile, values: Record<FieldName, string>): Promise<boolean> {
  const address = `/api/v2/users/${encodeURIComponent(profile.card.id)}`;
  const before = (await (await fetch(address, { headers: { Accept: 'application/json' } })).json()) as object;
  const kept = Object.fromEntries(Object.entries(before).filter(([key]) => KEPT.includes(key)));
  const { managerId, ...rest } = values;
  const body = JSON.stringify({ ...kept, ...rest, loginname: rest.email });
  const saved = await fetch(address, { method: 'PUT', headers: HEADERS, body });
  if (!saved.ok) return false;
  if (managerId === profile.values.managerId) return true;
  const query = managerId === '' ? '' : `?managerId=${encodeURIComponent(managerId)}`;
  return (await fetch(`${address}/manager${query}`, { method: 'PUT', headers: HEADERS })).ok;
}
