import type { CompanyPair } from '../domain/ids.ts';
import type { Remembered } from '../history/pair-store.ts';
import type { TransferCounts, TransferReport } from '../messaging/replies.ts';
import type { RunDeps, Stores } from '../run/deps.ts';
import type { RunLock } from '../run/lock.ts';
import { askForPreview, dropPlan } from '../run/plan/consent.ts';
import { AppError } from '../shared/app-error.ts';
import {
  fromTransfer,
  isSameContent,
  pairOf,
  parseTransfer,
  toTransfer,
  type TransferFile,
  type TransferHead,
} from './transfer-file.ts';

/** A home of a company's synchronisation: an extension, or a tenant of a runner. */
export type TransferDeps = Stores & Pick<RunDeps, 'clock' | 'lock' | 'announce'>;

/**
 * The content of a file with which the company's synchronisation can move to another home. It names people and holds no
 * secret. Effects: an audit entry.
 * Errors:  `settings-missing`, `preview-needed` while nothing is remembered, `run-busy`
 */
export async function exportTransfer(deps: TransferDeps): Promise<string> {
  return alone(deps, async () => {
    const place = await placeOf(deps);
    if (place.pair === undefined) throw new AppError('preview-needed');
    const file = toTransfer(headOf(place, deps.clock.now(), place.pair), await everything(deps, place.pair));
    await note(deps, place.pair, { what: 'transferOut', after: textOf(countsOf(file)) });
    return `${JSON.stringify(file)}\n`;
  });
}

/**
 * What the file holds beside what is remembered here; nothing is stored.
 * Errors: `transfer-invalid`; `transfer-other-company`; `transfer-stale` when something was imported here after the file was made;
 *         `settings-missing`
 */
export async function inspectTransfer(deps: TransferDeps, content: string): Promise<TransferReport> {
  return (await compare(deps, content)).report;
}

/**
 * Puts what the file holds in the place of everything that is remembered of the company, all or nothing. Nothing is done
 * where that is remembered already.
 *
 * Errors:  as `inspectTransfer`; `run-busy` while anything is at work, or a run is open
 * Effects: an audit entry; drops the plan, and asks for a preview before the next automatic import
 */
export async function importTransfer(deps: TransferDeps, content: string): Promise<TransferReport> {
  return alone(deps, async () => {
    const { file, report } = await compare(deps, content);
    if (!report.changes) return report;
    await deps.pairs.replaceAll(fromTransfer(file));
    await dropPlan(deps);
    await askForPreview(deps);
    // What the other home wrote meanwhile is nobody else's doing.
    for (const name of ['si-trace', 'take-over'] as const) await deps.state.clear(name);
    await note(deps, pairOf(file), { what: 'transferIn', before: textOf(report.here), after: textOf(report.file) });
    deps.announce('settings');
    return report;
  });
}

/** While nothing else reads or writes at this company, here. Errors: `run-busy`; those of the work */
async function alone<T>({ lock, runs }: { lock: RunLock; runs: Stores['runs'] }, work: () => Promise<T>): Promise<T> {
  let result: Promise<T> | undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const isBegun = await lock.tryStart(async () => {
    result = (async () => {
      if (await runs.openRun()) throw new AppError('run-busy');
      return work();
    })();
    await result.then(end, end);
  });
  if (!isBegun) throw new AppError('run-busy');
  await ended;
  if (!result) throw new AppError('run-busy');
  return result;
}

interface Place {
  readonly subdomain: string;
  readonly siAddress: string;
  /** Undefined before anything is remembered of these companies. */
  readonly pair: CompanyPair | undefined;
  /** A preview of exactly these addresses said so. */
  readonly isSeen: boolean;
}

/** Errors: `settings-missing` */
async function placeOf({ settings, state, pairs }: TransferDeps): Promise<Place> {
  const { bambooSubdomain: subdomain, siAddress } = await settings.get();
  const fields = [...(subdomain === '' ? ['bambooSubdomain'] : []), ...(siAddress === '' ? ['siAddress'] : [])];
  if (fields.length > 0) throw new AppError('settings-missing', { fields });
  const seen = await state.get('connection');
  // A policy, or saving that was broken off, may have named other companies since the last preview.
  if (seen?.subdomain === subdomain && seen.siAddress === siAddress)
    return { subdomain, siAddress, pair: seen.pair, isSeen: true };
  // Moved in, and not looked at yet.
  const [only, another] = (await pairs.known()).filter((pair) => pair.startsWith(`${subdomain}|`));
  return { subdomain, siAddress, pair: another === undefined ? only : undefined, isSeen: false };
}

async function compare(
  deps: TransferDeps,
  content: string,
): Promise<{ readonly file: TransferFile; readonly report: TransferReport }> {
  const file = parseTransfer(content);
  const place = await placeOf(deps);
  const isOurs = file.subdomain === place.subdomain && file.siAddress === place.siAddress;
  if (!isOurs || (place.isSeen && place.pair !== pairOf(file))) throw new AppError('transfer-other-company');
  const pair = pairOf(file);
  const here = toTransfer(headOf(place, file.madeAtMs, pair), await everything(deps, pair));
  const changes = !isSameContent(file, here);
  // An import that did not get fully through shows by whom it got through to.
  const imported = [
    here.facts.lastSuccessMs ?? 0,
    ...here.links.map((link) => link.confirmedAtMs),
    ...here.reverted.map((row) => row.atMs),
    ...here.uninformed.map((row) => row.sinceMs),
    ...(await writtenAt(deps, pair)),
  ];
  if (changes && imported.some((atMs) => atMs > file.madeAtMs)) throw new AppError('transfer-stale');
  const { madeAtMs, subdomain, siAddress } = file;
  return { file, report: { madeAtMs, subdomain, siAddress, file: countsOf(file), here: countsOf(here), changes } };
}

/** Runs of a place looked at for the last write. */
const latestRuns = 100;

/** When runs here wrote, or may have written (epoch ms): a password email leaves nothing else that is dated. */
async function writtenAt({ runs }: Pick<Stores, 'runs'>, pair: CompanyPair): Promise<readonly number[]> {
  const wrote = (await runs.listOf(pair, latestRuns)).filter(({ counts }) => counts.confirmed + counts.unknown > 0);
  return wrote.map(({ startedAtMs, endedAtMs = startedAtMs }) => endedAtMs);
}

function headOf({ subdomain, siAddress }: Place, madeAtMs: number, pair: CompanyPair): TransferHead {
  return { madeAtMs, subdomain, siAddress, siCompanyId: pair.slice(pair.indexOf('|') + 1) };
}

async function everything({ pairs }: Pick<Stores, 'pairs'>, pair: CompanyPair): Promise<Remembered> {
  const [facts, links, decisions, reverted, uninformed, ownForms] = await Promise.all([
    pairs.facts(pair),
    pairs.links(pair),
    pairs.storedDecisions(pair),
    pairs.reverted(pair),
    pairs.uninformed(pair),
    pairs.ownForms(pair),
  ]);
  return { facts, links, decisions, reverted, uninformed, ownForms };
}

function countsOf({ facts, links, decisions, reverted, uninformed }: TransferFile): TransferCounts {
  return {
    links: links.length,
    decisions: decisions.length,
    reverted: reverted.length,
    uninformed: uninformed.length,
    importedByHand: facts.manualImportDone,
    firstCreation: facts.firstCreation?.state ?? 'none',
  };
}

/** For the audit list: how many of what, nobody's name. */
function textOf({ links, decisions, reverted }: TransferCounts): string {
  return JSON.stringify([links, decisions, reverted]);
}

async function note(
  { audit, state, clock }: TransferDeps,
  pair: CompanyPair,
  entry: { readonly what: string; readonly before?: string; readonly after: string },
): Promise<void> {
  const actor = (await state.get('connection'))?.siUser;
  await audit.add([{ ...entry, pair, atMs: clock.now(), actor }]);
}
