import { AppError } from '../shared/app-error.ts';
import type { VendorCodes } from '../http/failure-kind.ts';

/** BambooHR's answers by our codes (BambooHR reference §3.2, §3.4). */
export const bambooCodes: VendorCodes = {
  unauthorized: 'bamboo-wrong-key',
  forbidden: 'bamboo-forbidden',
  'not-found': 'bamboo-rejected',
  rejected: 'bamboo-rejected',
  'rate-limited': 'bamboo-rate-limited',
  unavailable: 'bamboo-unavailable',
  // An unknown company host answers with a redirect to the marketing site (§3.4).
  redirected: 'bamboo-wrong-subdomain',
  'not-json': 'bamboo-not-json',
  truncated: 'bamboo-truncated',
};

const refusals = new Set(['bamboo-wrong-key', 'bamboo-forbidden', 'bamboo-rejected']);

/** Answers that make no sense by themselves: another shape, or a page instead of data. */
const oddities = new Set(['bamboo-bad-shape', 'bamboo-not-json']);

/** Whether BambooHR answered, but nothing that can be believed; outages and cut answers are no oddities. */
export function isOddity(error: unknown): error is AppError {
  return error instanceof AppError && oddities.has(error.code);
}

/** Whether BambooHR declined this one endpoint, so that another source may still answer; outages and cut answers are not refusals. */
export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && refusals.has(error.code);
}
