import type { Session } from './page-types.ts';

let current: Session | undefined;

/** JSON of one of the app's own addresses. Throws the status as a RangeError when it is none of success. */
export async function read<T>(path: string): Promise<T> {
  const response = await fetch(`/app/data/${path}`, { credentials: 'same-origin' });
  if (response.status === 401) location.assign('/login');
  if (!response.ok) throw new RangeError(String(response.status));
  return (await response.json()) as T;
}

/** Loads who is signed in and how the pages look. */
export async function loadSession(): Promise<Session> {
  current = await read<Session>('session');
  return current;
}

/** The session of the running app. Throws before `loadSession` is done. */
export function session(): Session {
  if (!current) throw new RangeError('no session');
  return current;
}
