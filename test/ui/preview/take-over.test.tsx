// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import { aChange, aConnection, aHeader, pair } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import { click, closePage, late, openPage } from '../page.tsx';

afterEach(closePage);

const changes = [aChange({ kind: 'update', name: 'Grace Hoffmann' })];
const offer = { pair, from: 'oldname|si-acme' as CompanyPair, links: 212, decisions: 1 };

async function open(takeOver = offer) {
  const state = { connection: aConnection(), 'take-over': takeOver };
  const port = await openPage({ changes, plan: aHeader(changes), state }, 'preview');
  await late();
  return port;
}

describe('a company that looks like one under its former address', () => {
  it('is asked about with what there is to take over', async () => {
    await open();
    const alert = allByRole('alert').find((one) => textOf(one).includes('oldname'));
    expect(textOf(alert ?? null)).toContain('Is this the company that was connected as oldname?');
    expect(textOf(alert ?? null)).toContain('212 people linked · 1 decision');
  });

  it('is taken over at a click, after which the preview is made anew', async () => {
    const port = await open();
    delete port.data.state['take-over'];
    await click(byRole('button', 'Take over from oldname'));
    expect(port.dataOf('answerTakeOver')).toEqual([{ from: offer.from, same: true }]);
    expect(port.dataOf('refreshPreview')).toHaveLength(1);
    expect(allByRole('button', 'Take over from oldname')).toHaveLength(0);
  });

  it('is left alone at another, and nothing is made anew', async () => {
    const port = await open();
    await click(byRole('button', 'It is another company'));
    expect(port.dataOf('answerTakeOver')).toEqual([{ from: offer.from, same: false }]);
    expect(port.dataOf('refreshPreview')).toEqual([]);
  });

  it('is not asked about in the preview of yet another', async () => {
    await open({ ...offer, pair: 'globex|si-globex' as CompanyPair });
    expect(allByRole('button', /Take over/)).toHaveLength(0);
  });
});
