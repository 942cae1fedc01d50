import { createHmac } from 'node:crypto';
import type { BambooCompany, BambooEmployee } from '../state/bamboo-state.ts';

const DAY_SECONDS = 86_400;

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
}

function sign(company: BambooCompany, policy: string): string {
  return urlSafe(createHmac('sha256', company.imageSecret).update(policy).digest('base64'));
}

/**
 * The signed photo address of BambooHR reference §5.1: one policy for the whole company, 30 days and 10 seconds,
 * renewed daily; a placeholder on another host when there is no photo.
 */
export function photoUrl(company: BambooCompany, employee: BambooEmployee): string {
  if (employee.photoVersion === 0) return 'https://resources.bamboohr.com/images/photo_person_150x150.png';
  const start = Math.floor(Date.now() / 1000 / DAY_SECONDS) * DAY_SECONDS;
  const policy = urlSafe(
    Buffer.from(
      JSON.stringify({
        Statement: [
          {
            Resource: `https://images7.bamboohr.com/${company.numericId}/*`,
            Condition: {
              DateGreaterThan: { 'AWS:EpochTime': start - 10 },
              DateLessThan: { 'AWS:EpochTime': start + 30 * DAY_SECONDS },
            },
          },
        ],
      }),
    ).toString('base64'),
  );
  const query = `Policy=${policy}&Signature=${sign(company, policy)}&Key-Pair-Id=APKASANDBOX`;
  const file = `${employee.id}-${employee.photoVersion}-4.jpg`;
  return `https://images7.bamboohr.com/${company.numericId}/photos/${file}?${query}`;
}

/** Whether the query of a photo address was signed for this company and has not run out. */
export function isPhotoUrlValid(company: BambooCompany, query: URLSearchParams): boolean {
  const policy = query.get('Policy') ?? '';
  if (policy === '' || query.get('Signature') !== sign(company, policy)) return false;
  const text = Buffer.from(policy.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64').toString();
  const until = /"DateLessThan":\{"AWS:EpochTime":(\d+)\}/.exec(text)?.[1];
  return until !== undefined && Number(until) > Date.now() / 1000;
}
