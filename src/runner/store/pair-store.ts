import type { CompanyPair } from '../../domain/ids.ts';
import type { Link, StoredDecision } from '../../domain/link.ts';
import type { OwnFormsRow } from '../../domain/own-form.ts';
import type { PairState, Uninformed } from '../../domain/pair-state.ts';
import type { RevertedRow } from '../../domain/revert.ts';
import { joinedFacts, nothingKnown } from '../../history/pair-facts.ts';
import type { PairStore } from '../../history/pair-store.ts';
import { jsonText, keyText, lastOfEach, writeMany } from './columns.ts';
import type { Tenant, TenantStatements } from './tenant.ts';

/** What is remembered of one tenant's company pairs, each for itself. */
export function createPairStore(tenant: Tenant): PairStore {
  const links = table<Link & Paired>(tenant, 'links', (row) => row.employeeId);
  const decisions = table<StoredDecision>(tenant, 'decisions', (row) => row.id);
  const reverted = table<RevertedRow>(tenant, 'reverted', (row) => row.changeKey);
  const uninformed = table<Uninformed>(tenant, 'uninformed', (row) => row.siUserId);
  const ownForms = table<OwnFormsRow>(tenant, 'own_forms', (row) => row.siUserId);
  return {
    known: async () => {
      const text = 'SELECT body FROM runner.pairs WHERE tenant = $1 ORDER BY pair';
      return (await tenant.rows<{ body: PairState }>('pair.known', text)).map(({ body }) => body.pair);
    },
    takeOver: (from, to) =>
      tenant.alone('pair.takeOver', async (tx) => {
        for (const { copy } of [links, decisions, reverted, uninformed, ownForms]) await copy(tx, from, to);
        const own = (await factsIn(tx, to)) ?? nothingKnown(to);
        await putFactsIn(tx, joinedFacts(await factsIn(tx, from), own));
      }),
    replaceAll: ({ facts, ...rows }) =>
      tenant.alone('pair.replaceAll', async (tx) => {
        const { pair } = facts;
        await links.replace(tx, pair, rows.links);
        await decisions.replace(tx, pair, rows.decisions);
        await reverted.replace(tx, pair, rows.reverted);
        await uninformed.replace(tx, pair, rows.uninformed);
        await ownForms.replace(tx, pair, rows.ownForms);
        await putFactsIn(tx, facts);
      }),
    facts: async (pair) => {
      const rows = await tenant.rows<{ body: PairState }>('pair.facts', selectFacts, keyText(pair));
      return rows[0]?.body ?? nothingKnown(pair);
    },
    changeFacts: (pair, change) =>
      tenant.alone('pair.changeFacts', async (tx) => {
        const facts = change((await factsIn(tx, pair)) ?? nothingKnown(pair));
        await putFactsIn(tx, facts);
        return facts;
      }),
    links: (pair) => links.of('pair.links', pair),
    putLinks: (pair, added) =>
      tenant.alone('pair.putLinks', (tx) =>
        links.put(
          tx,
          added.map((link) => ({ ...link, pair })),
        ),
      ),
    decisions: async (pair) => (await decisions.of('pair.decisions', pair)).map(({ decision }) => decision),
    storedDecisions: (pair) => decisions.of('pair.storedDecisions', pair),
    putDecision: (decision) => tenant.alone('pair.putDecision', (tx) => decisions.put(tx, [decision])),
    removeDecision: (pair, id) => tenant.alone('pair.removeDecision', (tx) => decisions.remove(tx, pair, [id])),
    uninformed: (pair) => uninformed.of('pair.uninformed', pair),
    changeUninformed: (pair, add, remove) =>
      tenant.alone('pair.changeUninformed', async (tx) => {
        await uninformed.remove(tx, pair, remove);
        await uninformed.put(tx, add);
      }),
    ownForms: (pair) => ownForms.of('pair.ownForms', pair),
    putOwnForms: (rows) =>
      tenant.alone('pair.putOwnForms', async (tx) => {
        for (const { pair, siUserId } of rows.filter((row) => !hasForms(row)))
          await ownForms.remove(tx, pair, [siUserId]);
        await ownForms.put(tx, rows.filter(hasForms));
      }),
    reverted: (pair) => reverted.of('pair.reverted', pair),
    putReverted: (rows) => tenant.alone('pair.putReverted', (tx) => reverted.put(tx, rows)),
    forgetReverted: (pair, keys) => tenant.alone('pair.forgetReverted', (tx) => reverted.remove(tx, pair, keys)),
  };
}

interface Paired {
  readonly pair: CompanyPair;
}

const hasForms = ({ forms }: OwnFormsRow) => Object.keys(forms).length > 0;

const selectFacts = 'SELECT body FROM runner.pairs WHERE tenant = $1 AND pair = $2';

async function factsIn(tx: TenantStatements, pair: CompanyPair): Promise<PairState | undefined> {
  return (await tx.rows<{ body: PairState }>(selectFacts, keyText(pair)))[0]?.body;
}

async function putFactsIn(tx: TenantStatements, facts: PairState): Promise<void> {
  const text =
    'INSERT INTO runner.pairs VALUES ($1, $2, $3) ON CONFLICT (tenant, pair) DO UPDATE SET body = excluded.body';
  await tx.rows(text, keyText(facts.pair), jsonText(facts));
}

/** Rows that are found by their pair and an id of their own; the pair stands in its column alone, so that a copy is one. */
function table<Row extends Paired>(tenant: Tenant, name: string, idOf: (row: Row) => string) {
  const put = async (tx: TenantStatements, rows: readonly Row[]) => {
    const keyOf = (row: Row) => JSON.stringify([row.pair, idOf(row)]);
    await writeMany(tx, lastOfEach(rows, keyOf), {
      text: `
        INSERT INTO runner.${name}
        SELECT $1, * FROM ROWS FROM (unnest($2::text[]), unnest($3::text[]), json_array_elements($4::json))
        ON CONFLICT (tenant, pair, id) DO UPDATE SET body = excluded.body`,
      columnsOf: ({ pair, ...body }) => [keyText(pair), keyText(idOf({ pair, ...body } as Row)), jsonText(body)],
    });
  };
  return {
    of: async (operation: string, pair: CompanyPair): Promise<readonly Row[]> => {
      const text = `SELECT body FROM runner.${name} WHERE tenant = $1 AND pair = $2 ORDER BY id`;
      const rows = await tenant.rows<{ body: Omit<Row, 'pair'> }>(operation, text, keyText(pair));
      return rows.map(({ body }) => ({ ...body, pair }) as Row);
    },
    put,
    /** Nothing else is left of the pair. */
    replace: async (tx: TenantStatements, pair: CompanyPair, rows: readonly Omit<Row, 'pair'>[]) => {
      await tx.rows(`DELETE FROM runner.${name} WHERE tenant = $1 AND pair = $2`, keyText(pair));
      await put(
        tx,
        rows.map((row) => ({ ...row, pair }) as Row),
      );
    },
    remove: async (tx: TenantStatements, pair: CompanyPair, ids: readonly string[]) => {
      const text = `DELETE FROM runner.${name} WHERE tenant = $1 AND pair = $2 AND id = ANY($3::text[])`;
      await tx.rows(text, keyText(pair), ids.map(keyText));
    },
    /** What the other pair has itself stays. */
    copy: async (tx: TenantStatements, from: CompanyPair, to: CompanyPair) => {
      const text = `
        INSERT INTO runner.${name} SELECT tenant, $3, id, body FROM runner.${name} WHERE tenant = $1 AND pair = $2
        ON CONFLICT DO NOTHING`;
      await tx.rows(text, keyText(from), keyText(to));
    },
  };
}
