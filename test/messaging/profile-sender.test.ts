import { describe, expect, it } from 'vitest';
import { allowedPlace, type SenderRules } from '../../src/messaging/profile-sender.ts';
import type { Sender } from '../../src/messaging/sender.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';

const rules: SenderRules = {
  extensionId: 'ours',
  panelUrl: 'chrome-extension://ours/panel.html',
  profileAt: profileOf,
};
const profile = 'https://acme.bamboohr.com/employees/employee.php?id=41#si=reviews';
const panel: Sender = {
  id: 'ours',
  url: `${rules.panelUrl}#view=reviews`,
  frameId: 7,
  tab: { id: 3, url: profile },
};
const page: Sender = { id: 'ours', url: profile, frameId: 0, tab: { id: 3, url: profile } };

describe('whose question is answered', () => {
  it('is a panel’s in a frame of the profile it asks for, and a page’s own script’s', () => {
    const place = { tabId: 3, employeeId: '41', origin: 'https://acme.bamboohr.com' };
    expect(allowedPlace(panel, 'panel', rules)).toEqual(place);
    expect(allowedPlace(page, 'page', rules)).toEqual(place);
  });

  it.each<[string, Sender, 'panel' | 'page']>([
    ['another extension', { ...panel, id: 'theirs' }, 'panel'],
    ['another page of ours', { ...panel, url: 'chrome-extension://ours/popup.html' }, 'panel'],
    ['a page that only begins like the panel', { ...panel, url: 'chrome-extension://ours/panel.html.evil' }, 'panel'],
    ['a panel that is a tab of its own', { ...panel, frameId: 0 }, 'panel'],
    [
      'a panel on a page that is no profile',
      { ...panel, tab: { id: 3, url: 'https://acme.bamboohr.com/home' } },
      'panel',
    ],
    [
      'a panel on a page that names two people',
      { ...panel, tab: { id: 3, url: profile.replace('41', '41&id=42') } },
      'panel',
    ],
    ['a panel on another port', { ...panel, tab: { id: 3, url: profile.replace('.com', '.com:8443') } }, 'panel'],
    [
      'a panel on a host that is nobody’s company',
      { ...panel, tab: { id: 3, url: profile.replace('acme', 'www') } },
      'panel',
    ],
    ['a panel without a tab', { ...panel, tab: undefined }, 'panel'],
    ['a script of a page asking as a panel', page, 'panel'],
    ['a frame asking as the page', { ...page, frameId: 2 }, 'page'],
    [
      'a stale address of the sender itself',
      { ...page, tab: { id: 3, url: 'https://acme.bamboohr.com/home' } },
      'page',
    ],
  ])('is not that of %s', (_who, sender, from) => {
    expect(allowedPlace(sender, from, rules)).toBeUndefined();
  });
});
