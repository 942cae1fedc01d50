import { callWorker } from './call-worker.ts';
import type { ProfileReply } from './profile-answers.ts';
import type { ProfileCommand, ProfileData } from './profile-protocol.ts';

/** The panel's question to the worker. Errors: as `callWorker`. */
export async function askProfile<C extends ProfileCommand>(command: C, data: ProfileData<C>): Promise<ProfileReply<C>> {
  return (await callWorker({ family: 'profile', command, data })) as ProfileReply<C>;
}
