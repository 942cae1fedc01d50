// @vitest-environment happy-dom
import '../setup.ts';
import { afterAll, afterEach, expect, it } from 'vitest';
import { ReviewsPanel } from '../../../src/ui/panel/reviews-panel.tsx';
import { textOf } from '../by-role.ts';
import { type Language, readMessages } from '../messages.ts';
import { closePage, show } from '../page.tsx';
import { stubMessages } from '../stub-messages.ts';

afterEach(closePage);
afterAll(() => stubMessages(readMessages('en')));

const shown = {
  state: 'shown',
  person: 'Ada Moss',
  own: false,
  viewer: 'Hanna Vogel',
  siUrl: 'https://acme.small-improvements.com',
  vocabulary: {},
  cycles: [{ name: 'Annual', from: '2025-01-01', to: '2025-12-31', current: true, reviews: [] }],
} as const;

it.each([
  ['en', 'Period under review: Jan 1 – Dec 31, 2025'],
  ['de', 'Beurteilter Zeitraum: 01.01. – 31.12.2025'],
] satisfies [Language, string][])(
  'a cycle that is running names the period under review as such, which may be over: %s',
  async (language, period) => {
    stubMessages(readMessages(language));
    await show(<ReviewsPanel shown={shown} />);
    expect(textOf(document.querySelector('.period'))).toBe(period);
  },
);
