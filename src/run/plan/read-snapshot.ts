import type { Settings } from '../../config/settings.ts';
import { localDate } from '../../domain/iso-date.ts';
import { runTogether } from '../../shared/run-together.ts';
import type { CompanyPair } from '../../domain/ids.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { PlanInput, PlanOptions } from '../../domain/plan.ts';
import type { ActivityReporter } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { withFoundIds } from '../outcome/remember/found-ids.ts';
import { formsByAccount } from '../own-forms.ts';
import { deletedPeople } from './deleted-people.ts';

/** Reads both systems side by side. Errors: as the clients raise them; one refusing ends both. */
export async function readSnapshot(
  deps: Pick<RunDeps, 'clock'>,
  systems: Systems,
  activity: ActivityReporter,
  signal: AbortSignal,
): Promise<Snapshot> {
  const takenAtMs = deps.clock.now();
  activity.phase('reading-bamboo');
  const onProgress = (done: number, total?: number) => activity.phase('reading-bamboo', done, total);
  const readBamboo = async (inner: AbortSignal) => {
    const read = await systems.bamboo.readEverybody({ signal: inner, onProgress });
    activity.phase('reading-si');
    return read;
  };
  const readSi = (inner: AbortSignal) => systems.si.readEverybody({ signal: inner });
  const [bamboo, si] = await runTogether(signal, [readBamboo, readSi]);
  return { takenAtMs, today: localDate(takenAtMs), bamboo, si };
}

/** A snapshot with all that is remembered of its company pair: what `plan` works on. */
export async function toPlanInput(deps: RunDeps, systems: Systems, snapshot: Snapshot): Promise<PlanInput> {
  const pair = pairOf(snapshot);
  const [links, decisions, facts, reverted, ownForms] = await Promise.all([
    deps.pairs.links(pair),
    deps.pairs.decisions(pair),
    deps.pairs.facts(pair),
    deps.pairs.reverted(pair),
    deps.pairs.ownForms(pair),
  ]);
  const { settings } = systems;
  // Only with a part of the company in sight does absence prove nothing, and "deleted" has to be asked for.
  const askDeleted = settings.deactivateNotImported && snapshot.bamboo.visibility !== 'full';
  const deleted = askDeleted ? await deletedPeople(systems.bamboo, snapshot, links) : [];
  const { si } = snapshot;
  return {
    snapshot: { ...snapshot, si: { ...si, users: withFoundIds(si.users, facts) } },
    pair,
    options: planOptions(settings),
    links,
    decisions,
    history: {
      lastVisible: facts.lastVisible,
      manualImportDone: facts.manualImportDone,
      afterSuspension: facts.suspension && true,
      seenBefore: new Set(links.map((link) => link.employeeId)),
      deletedIds: new Set(deleted),
      notWritable: facts.notWritable as readonly FieldName[],
      ownForms: formsByAccount(ownForms),
      confirmedUnreadable: facts.confirmedUnreadable,
      reverted: new Map(reverted.map((row) => [row.changeKey, row])),
    },
  };
}

export function pairOf(snapshot: Snapshot): CompanyPair {
  return `${snapshot.bamboo.subdomain}|${snapshot.si.companyId}` as CompanyPair;
}

/** What the settings say of what is planned. */
export function planOptions(settings: Settings): PlanOptions {
  return {
    idKind: settings.idKind,
    usePreferredName: settings.usePreferredName,
    genderTable: settings.genderTable,
    emptyMeansEmpty: settings.emptyMeansEmpty,
    deactivateNotImported: settings.deactivateNotImported,
    deactivateUnmanaged: settings.deactivateUnmanaged,
    headCount: settings.headCount,
  };
}
