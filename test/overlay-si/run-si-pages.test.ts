// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AskWorker, createSiPages } from '../../src/overlay-si/run-si-pages.ts';
import type { ManagedPerson } from '../../src/messaging/si-page.ts';

const form =
  '<h1>Ann Lee</h1><form><input name=firstname><input name=lastname><input name=email><input name=role></form>';
const managed: ManagedPerson = {
  fields: ['firstName', 'lastName', 'workEmail', 'jobTitle'],
  profileUrl: 'https://acme.bamboohr.com/x',
  texts: { managed: 'Managed', open: 'Open' },
};

function visit(id: string): void {
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `https://acme.small-improvements.com/app/users/${id}/edit`,
  );
}

const notes = () => document.querySelectorAll('[data-bamboohr-note]').length;

/** The form of Ann, who is managed, with its fields marked. */
async function markedForm(isAlive = () => true) {
  visit('annAnnAnn1');
  document.body.replaceChildren(...new DOMParser().parseFromString(form, 'text/html').body.childNodes);
  const people = new Map<string, ManagedPerson>([['annAnnAnn1', managed]]);
  const ask = (async (command: string, data: unknown) => {
    if (command === 'readChoice') return { pictures: false, fields: true };
    const { ids } = data as { readonly ids: readonly string[] };
    return ids.map((id) => people.get(id)).find((person) => person !== undefined) ?? null;
  }) as AskWorker;
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const pages = createSiPages(ask, isAlive, end.signal);
  await pages.refresh(false);
  await expect.poll(notes).toBe(4);
  return { people, pages };
}

describe('the marked form of a person', () => {
  it('is let go where what was decided or set since says something else', async () => {
    const { people, pages } = await markedForm();
    people.clear();
    await pages.refresh(false);
    expect(notes()).toBe(4);
    await pages.refresh(true);
    expect(notes()).toBe(0);
  });

  it('loses its marks where the page uses its nodes for somebody else, without adding or removing one', async () => {
    const { people } = await markedForm();
    const heading = document.querySelector('h1')?.firstChild;
    visit('bobBobBob1');
    if (heading) heading.nodeValue = 'Bob Ray';
    await expect.poll(notes).toBe(0);
    people.set('bobBobBob1', { ...managed, fields: ['firstName'] });
    visit('bobBobBob1?tab=2');
    visit('annAnnAnn1');
    await expect.poll(notes).toBe(4);
    visit('bobBobBob1');
    await expect.poll(notes).toBe(1);
  });

  it('is given back when the extension is switched off, though nothing in the page moves', async () => {
    let isAlive = true;
    await markedForm(() => isAlive);
    isAlive = false;
    await expect.poll(notes).toBe(0);
    expect(document.querySelectorAll('[readonly]').length).toBe(0);
  });
});
