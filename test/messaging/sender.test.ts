import { describe, expect, test } from 'vitest';
import { isOwnPage, type Sender } from '../../src/messaging/sender.ts';

const id = 'abcdefghijklmnop';
const popup = `chrome-extension://${id}/popup.html`;
const profile = 'https://acme.bamboohr.com/employees/employee.php?id=7';

const popupInTab = (url: string, over: Partial<Sender> = {}): Sender => ({
  id,
  url,
  frameId: 0,
  tab: { url },
  ...over,
});

describe('who may give the worker commands', () => {
  test.each<[string, Sender]>([
    ['the popup', { id, url: popup }],
    ['the popup on one of its tabs', { id, url: `${popup}#health` }],
    ['the popup with a query', { id, url: `${popup}?first=1` }],
    ['the same page in a browser tab', popupInTab(popup)],
    ['the page in a browser tab, after it changed its own tab', popupInTab(popup, { url: `${popup}#history` })],
  ])('%s may', (_who, sender) => {
    expect(isOwnPage(sender, id, popup)).toBe(true);
  });

  test.each<[string, Sender]>([
    ['a content script on a BambooHR profile', { id, url: profile, frameId: 0, tab: { url: profile } }],
    ['a content script that says nothing of its tab', { id, url: profile }],
    [
      'the panel inside a BambooHR profile',
      { id, url: `chrome-extension://${id}/panel.html`, frameId: 4, tab: { url: profile } },
    ],
    [
      'the panel opened by itself',
      {
        id,
        url: `chrome-extension://${id}/panel.html`,
        frameId: 0,
        tab: { url: `chrome-extension://${id}/panel.html` },
      },
    ],
    ['our popup framed by somebody else', { id, url: popup, frameId: 4, tab: { url: profile } }],
    ['our popup as a frame of our own page', { id, url: popup, frameId: 4, tab: { url: popup } }],
    ['our popup in a tab whose address is withheld', { id, url: popup, frameId: 0, tab: {} }],
    ['our popup in a tab without a known frame', { id, url: popup, tab: { url: popup } }],
    ['another extension', { id: 'ponmlkjihgfedcba', url: popup }],
    ['nobody in particular', { url: popup }],
    ['a sender without an address', { id }],
    ['a page whose name begins like ours', { id, url: `${popup}.evil` }],
    ['a page below ours', { id, url: `${popup}/x` }],
    ['a web page that carries our address in its query', { id, url: `https://evil.example/?${popup}` }],
    ['a host that begins with our id', { id, url: `chrome-extension://${id}.evil/popup.html` }],
    ['our page in another letter case', { id, url: popup.replace('popup', 'Popup') }],
    ['a tab that has moved on to a web page', popupInTab(popup, { tab: { url: profile } })],
  ])('%s may not', (_who, sender) => {
    expect(isOwnPage(sender, id, popup)).toBe(false);
  });
});
