import { browser } from 'wxt/browser';
import type { Side } from '../domain/people.ts';

export const hostsOf: Readonly<Record<Side, string>> = {
  bamboo: 'https://*.bamboohr.com/*',
  si: 'https://*.small-improvements.com/*',
};

/** Sides whose hosts the browser withholds: users can take required host access away again. */
export async function withheldHosts(): Promise<Side[]> {
  const sides: Side[] = ['bamboo', 'si'];
  const isGranted = async (origins: string[]) => browser.permissions.contains({ origins });
  // Nearly always both are granted, and each question is asked of another process.
  if (await isGranted(Object.values(hostsOf))) return [];
  const granted = await Promise.all(sides.map((side) => isGranted([hostsOf[side]])));
  return sides.filter((_, index) => !granted[index]);
}
