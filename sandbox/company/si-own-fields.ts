import { stableHash } from '../random.ts';
import type { SiUser } from '../state/si-state.ts';

const ABOUT = [
  'Ask me about onboarding, sourdough and long train rides.',
  'I care about clear writing and calm releases.',
  'Usually online from nine to five, on Fridays until three.',
  'Happy to mentor. Find me in the reading group on Wednesdays.',
];

/**
 * What people keep in Small Improvements themselves. Follows from the id alone: about a third has an uploaded
 * picture (its address is inferred from the image service of Small Improvements reference §3.6).
 */
export function createOwnFields(id: string, department: string): Pick<SiUser, 'picture' | 'phone' | 'aboutMe'> {
  const hash = stableHash(`own:${id}`);
  return {
    picture: hash % 3 === 0 ? picturePath(id) : null,
    phone: hash % 5 === 0 ? null : `+1 212 5550 ${String(1000 + (hash % 9000))}`,
    aboutMe: hash % 4 === 0 ? null : `${department}. ${ABOUT[(hash >>> 8) % ABOUT.length] ?? ''}`,
  };
}

/** Address of an uploaded picture. */
export function picturePath(id: string): string {
  return `/imageservice?id=profile-picture-${encodeURIComponent(id)}&size=200&crop=true&format=PNG`;
}
